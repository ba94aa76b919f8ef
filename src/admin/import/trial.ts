import { sql } from 'drizzle-orm';
import { commitBatch } from '../../db/batch.js';
import { ConstraintError, GuardError, SchemaError } from '../../db/errors.js';
import type { Actor } from '../../domain/actor.js';
import { message, type Message } from '../../messages/message.js';
import { constraintMessage } from '../row-values/field-errors.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { Effect } from './decide.js';
import { bareWrites } from './writes.js';

/**
 * Finds the rows that the database refuses: it writes some rows, undoes them, and halves them until
 * the first one is found that fails. Constraints and triggers so speak on the row that they mean.
 */

/** Rows that one import looks for in this way: each costs some ten trials. */
const MOST_NAMED = 200;

/** The trials that an import has left. */
export class Trials {
  left = MOST_NAMED;
}

/**
 * Returns the problems of the rows that the database refuses, by their lines. Once an import has no
 * trials left, rows that fail together are refused together.
 * @throws DomainError where the database fails for another reason
 */
export async function findRefused(
  resource: ScopedResource,
  actor: Actor,
  effects: readonly Effect[],
  trials: Trials,
): Promise<Map<number, Message>> {
  const refused = new Map<number, Message>();
  const open = effects.filter(({ kind }) => kind === 'add' || kind === 'change');
  let good = 0;
  for (;;) {
    const problem = open.length === good ? null : await tryWrites(resource, actor, open);
    if (problem === null) return refused;
    if (trials.left === 0) {
      const rows = open.slice(good);
      const said = message('files.refused_together', { rows: rows.length, reason: problem });
      for (const { row } of rows) refused.set(row.line, said);
      return refused;
    }
    trials.left -= 1;
    const first = await findFirst(resource, actor, open, { good, problem });
    const [{ row } = { row: null }] = open.splice(first.position, 1);
    if (row !== null) refused.set(row.line, first.problem);
    good = first.position;
  }
}

/** Finds the first row whose write fails behind those before it. */
async function findFirst(
  resource: ScopedResource,
  actor: Actor,
  effects: readonly Effect[],
  { good, problem }: { good: number; problem: Message },
): Promise<{ position: number; problem: Message }> {
  let [low, high, said] = [good, effects.length, problem];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const found = await tryWrites(resource, actor, effects.slice(0, middle));
    if (found === null) {
      low = middle;
    } else {
      high = middle;
      said = found;
    }
  }
  return { position: high - 1, problem: said };
}

/** Fails at the end of a trial, so that it is undone: no operation lacks its facts. */
const UNDO = sql`INSERT INTO operations (id) VALUES (NULL)`;

/** Writes the rows and undoes them; returns the reason why they cannot be written. */
async function tryWrites(
  resource: ScopedResource,
  actor: Actor,
  effects: readonly Effect[],
): Promise<Message | null> {
  const { context, table } = resource;
  try {
    await commitBatch(context.database, [...bareWrites(resource, actor, effects), UNDO]);
  } catch (error) {
    if (error instanceof ConstraintError) {
      return error.table === 'operations' ? null : constraintMessage(error, table);
    }
    // Tables without a declaration have no scope: a trigger has ignored a row, by `RAISE(IGNORE)`.
    if (error instanceof GuardError) {
      return message(table.declaration === null ? 'files.ignored_row' : 'tables.row_of_others');
    }
    if (error instanceof SchemaError) return error.said;
    throw error;
  }
  throw new Error('an import was tried and not undone');
}
