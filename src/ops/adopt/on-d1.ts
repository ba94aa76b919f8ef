import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, guard, type Write } from '../../db/batch.js';
import { GatewayFailure } from '../../db/engines/d1/gateway-client.js';
import { type ForeignFile, openForeignFile } from '../../db/engines/embedded/foreign-file.js';
import { DatabaseError, explainFault, GuardError } from '../../db/errors.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import type { AuditActor } from '../../services/audit.js';
import { quote } from '../rows/pages.js';
import { STAGE } from '../rows/staging.js';
import { digestRows, loadRows } from '../rows/transfer.js';
import type { AdoptionPlan } from './plan.js';
import { readObjects } from './foreign-objects.js';
import { adoptionAudit, type AdoptedTable, type AdoptionReport, differs } from './report.js';
import { finalBatch, type StagedTable, stagesOf } from './stages.js';

/**
 * Adopts a file on D1, which takes no transaction beyond one batch: rows are loaded into tables under
 * the prefix of stages, compared, and one batch gives all tables their names. An adoption that was
 * cut off leaves stages, which no page shows; the next one removes them.
 */

/**
 * Carries a plan out.
 * @throws DomainError when D1 refuses an object, the file changed, or a table differs; the database
 * is as before then
 */
export async function adoptOnD1(
  context: Context,
  actor: AuditActor,
  plan: AdoptionPlan,
  onProgress: (step: Message) => void,
): Promise<AdoptionReport> {
  const file = openForeignFile(plan.file);
  try {
    refuseChangedFile(file, plan);
    const version = versionOf(file);
    const stages = stagesOf(file, plan);
    await removeStages(context);
    await rehearse(context, file, plan, stages);
    try {
      const tables = await loadStages(context, file, stages, onProgress);
      if (versionOf(file) !== version) throw differs(message('adoption.changed', { name: '' }));
      onProgress(message('adoption.naming'));
      await commitNames(
        context,
        [
          ...finalBatch(file, plan, stages),
          ...tables.map(({ name, rows }) => countGuard(name, rows)),
          adoptionAudit(context, actor, plan),
        ],
        tables,
      );
      return { file: plan.file, tables };
    } catch (error) {
      await removeStages(context).catch(() => undefined);
      throw error;
    }
  } finally {
    file.close();
  }
}

/** SQLite raises it with each commit of another program. */
const versionOf = (file: ForeignFile) => file.rows('PRAGMA data_version')[0]?.[0];

function refuseChangedFile(file: ForeignFile, { objects }: AdoptionPlan): void {
  const found = new Map(
    readObjects(file).map(({ type, name, sql: text }) => [`${type} ${name}`, text]),
  );
  const changed = objects.find(
    (object) => found.get(`${object.type} ${object.name}`) !== object.sql,
  );
  if (changed) throw differs(message('adoption.changed', { name: changed.name }));
}

/** Removes what an adoption left that was cut off: children first, as they were made last. */
export async function removeStages({ database }: Context): Promise<void> {
  const { results } = await database
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ? ORDER BY rowid DESC`,
    )
    .bind(`${STAGE}*`)
    .all<{ name: string }>();
  if (results.length === 0) return;
  await database.batch(results.map(({ name }) => database.prepare(`DROP TABLE ${quote(name)}`)));
}

/**
 * Makes everything without rows in a batch that fails at its end: D1 itself says what it refuses.
 * @throws DomainError `conflict` with D1's words
 */
async function rehearse(
  context: Context,
  file: ForeignFile,
  plan: AdoptionPlan,
  stages: readonly StagedTable[],
): Promise<void> {
  const all = [...stages.map(({ make }) => make), ...finalBatch(file, plan, stages)];
  const problem = await refusalOf(context, all);
  if (problem === null) return;
  // The first statement with which the batch is refused names the object.
  let [fits, fails] = [0, all.length];
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2);
    if ((await refusalOf(context, all.slice(0, middle))) === null) fits = middle;
    else fails = middle;
  }
  const statement = all[fails - 1];
  const text = statement && 'params' in statement ? statement.sql.slice(0, 80) : '';
  throw differs(message('adoption.d1_refuses', { statement: text, problem }));
}

async function refusalOf({ database }: Context, writes: readonly Write[]): Promise<Message | null> {
  try {
    await commitBatch(database, [...writes, guard('adoption.rehearsed', sql`0`)]);
    throw new Error('the guard of a rehearsal held');
  } catch (error) {
    if (error instanceof GuardError) return null;
    if (!(error instanceof DomainError)) throw error;
    const { cause } = error;
    if (cause instanceof GatewayFailure) {
      if (cause.certainty !== 'refused') throw error;
      return explainFault(cause.message);
    }
    return error.said;
  }
}

/** Loads and compares every stage. */
async function loadStages(
  { database }: Context,
  file: ForeignFile,
  stages: readonly StagedTable[],
  onProgress: (step: Message) => void,
): Promise<AdoptedTable[]> {
  await commitBatch(
    database,
    stages.map(({ make }) => make),
  );
  const tables: AdoptedTable[] = [];
  for (const { source, stage, as, hidesRowid } of stages) {
    await loadRows(file.database, source, database, stage);
    const expected = await digestRows(file.database, source, { hidesRowid });
    const found = await digestRows(database, stage, { hidesRowid });
    if (expected.rows !== found.rows) {
      const counts = { table: as, source: expected.rows, copy: found.rows };
      throw differs(message('database.copy_rows', counts));
    }
    if (expected.hash !== found.hash) throw differs(message('database.copy_values', { table: as }));
    tables.push({ name: as, rows: found.rows, hash: found.hash });
    onProgress(message('database.copy_loaded', { table: as, rows: found.rows }));
  }
  return tables;
}

const countGuard = (name: string, rows: number) =>
  guard('adoption.rows', sql`(SELECT count(*) FROM ${sql.identifier(name)}) = ${rows}`);

/** Commits; where the answer is lost, the name of a table shows whether it did. */
async function commitNames(
  { database }: Context,
  writes: readonly Write[],
  tables: readonly AdoptedTable[],
): Promise<void> {
  try {
    await commitBatch(database, writes);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== 'unknown_outcome') throw error;
    const made = await database
      .prepare('SELECT 1 FROM sqlite_schema WHERE name = ?')
      .bind(tables[0]?.name ?? '')
      .first();
    if (!made) throw error;
  }
}
