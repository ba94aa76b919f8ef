import { commitBatch } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { message } from '../../messages/message.js';
import { importAllowance } from './allowance.js';
import { toChunks, type WrittenChunks } from './chunks.js';
import { effectText, readsOf, type Effect } from './decide.js';
import { ImportReport, type EffectCounts } from './report.js';
import { readImportRows, type RowSource } from './rows.js';
import { findLeaving } from './leaving.js';
import { findRefused, Trials } from './trial.js';

/** Checks the rows of a file: says what an import would do, and writes nothing. */

const counted = { add: 'added', change: 'changed', same: 'unchanged' } as const;

/**
 * Checks every row.
 * @param written rows that earlier requests of the same import have written
 * @param signal aborts when the client has closed the connection
 * @returns the report, and the hash of each stored row where rows are found by a key
 */
export async function checkImport(
  source: RowSource,
  actor: Actor,
  written: WrittenChunks,
  signal: AbortSignal,
) {
  const { resource, key } = source;
  const report = new ImportReport(source);
  const counts: EffectCounts = { added: 0, changed: 0, unchanged: 0, written: 0 };
  const trials = new Trials();
  const seen: Buffer[] = [];
  // An addition takes the columns of its scope from the actor; a change may give its row away.
  const mayLeave = resource.access.rows !== 'all' && source.way !== 'add';
  const isTried = resource.table.declaration === null;
  const some = readImportRows(source, signal);
  const allowance = importAllowance(resource, actor);
  const take = await allowance.look();
  let index = -1;
  for await (const rows of isTried || mayLeave || !written.isEmpty ? toChunks(some) : some) {
    signal.throwIfAborted();
    index += 1;
    const { queries, decide, see } = readsOf(source, actor, rows);
    const results = await commitBatch(resource.context.engine.longReads, queries);
    if (key !== null) seen.push(see(results));
    const problems = written.problemsOf(index, rows);
    if (problems !== null) {
      for (const row of rows) {
        const problem = problems.get(row.line) ?? null;
        report.add(row, problem, () => message('files.written_before'));
        if (problem === null) counts.written += 1;
      }
      continue;
    }
    const effects = decide(results, null);
    const refused = isTried
      ? await findRefused(resource, actor, effects, { trials, budget: null })
      : mayLeave
        ? await findLeaving(resource, actor, effects)
        : new Map<number, never>();
    const known = effects.map((effect): Effect => {
      const problem = refused.get(effect.row.line);
      return problem === undefined ? effect : { kind: 'refused', row: effect.row, problem };
    });
    for (const effect of allowance.apply(known, take)) {
      const problem = problemOf(effect);
      report.add(effect.row, problem, () => effectText(resource, effect));
      if (problem === null && effect.kind !== 'refused') counts[counted[effect.kind]] += 1;
    }
  }
  return { counts: report.counts(counts), seen: key === null ? null : Buffer.concat(seen) };
}

const problemOf = (effect: Effect) => (effect.kind === 'refused' ? effect.problem : null);
