import { sql } from 'drizzle-orm';
import { commitBatch } from '../../db/batch.js';
import { ConstraintError, GuardError, SchemaError } from '../../db/errors.js';
import type { Actor } from '../../domain/actor.js';
import { message, type Message } from '../../messages/message.js';
import type { RefusedValue } from '../../services/value-refusals.js';
import { constraintMessage } from '../row-values/field-errors.js';
import { toHidden, type WrittenRow } from '../row-values/hidden-values.js';
import { toStored } from '../row-values/stored-values.js';
import { fixedValues } from '../rows/create.js';
import { isAmong } from '../stored-rows/rows.js';
import type { ExactValue } from '../values/exact-value.js';
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

/** Limits of a search for refused rows. */
export interface SearchLimits {
  trials: Trials;
  /** Null where the actor sees all rows. */
  budget: RefusalBudget | null;
}

/** Refusals of values that hidden rows have: an import ends with the last that it may have. */
export class RefusalBudget {
  readonly refused: RefusedValue[] = [];

  constructor(
    readonly most: number,
    readonly table: string,
  ) {}

  get isSpent(): boolean {
    return this.refused.length >= this.most;
  }

  add({ columns }: ConstraintError): void {
    this.refused.push({ table: this.table, columns });
  }
}

/**
 * Returns the problems of the rows that the database refuses, by their lines. Once an import has no
 * trials left, rows that fail together are refused together; once it has no refusals of hidden values
 * left, the rows behind the last one are not tried.
 * @throws DomainError where the database fails for another reason
 */
export async function findRefused(
  resource: ScopedResource,
  actor: Actor,
  effects: readonly Effect[],
  { trials, budget }: SearchLimits,
): Promise<Map<number, Message>> {
  const refused = new Map<number, Message>();
  const open = effects.filter(({ kind }) => kind === 'add' || kind === 'change');
  let good = 0;
  const refuseRest = (said: (rows: number) => Message) => {
    const rest = open.slice(good);
    for (const { row } of rest) refused.set(row.line, said(rest.length));
    return refused;
  };
  for (;;) {
    const failure = open.length === good ? null : await tryWrites(resource, actor, open);
    if (failure === null) return refused;
    if (budget?.isSpent === true) return refuseRest(() => message('files.stopped'));
    if (trials.left === 0) {
      const isHidden = budget !== null && isUnique(failure);
      if (isHidden) budget.add(failure);
      const reason = isHidden ? message('tables.not_accepted') : problemOf(resource, failure);
      return refuseRest((rows) => message('files.refused_together', { rows, reason }));
    }
    trials.left -= 1;
    const first = await findFirst(resource, actor, open, { good, failure });
    const [effect] = open.splice(first.position, 1);
    good = first.position;
    if (effect === undefined) continue;
    const { row } = effect;
    const hidden = await toHidden(resource, actor, first.failure, () =>
      writtenRow(resource, actor, effect),
    );
    if (hidden !== null) budget?.add(hidden);
    refused.set(row.line, problemOf(resource, hidden ?? first.failure));
  }
}

const isUnique = (failure: unknown): failure is ConstraintError =>
  failure instanceof ConstraintError && failure.kind === 'unique';

function writtenRow(resource: ScopedResource, actor: Actor, effect: Effect): WrittenRow {
  if (effect.kind === 'add') {
    const fixed = fixedValues(resource, actor);
    return { stored: toStored(resource, { ...effect.values, ...fixed }), isRow: null };
  }
  if (effect.kind !== 'change') throw new Error('a row without a write was refused');
  const values = effect.changes.map(({ column, after }): [string, ExactValue] => [
    column.name,
    after,
  ]);
  const isRow = isAmong(resource.table, [effect.found]);
  return { stored: toStored(resource, Object.fromEntries(values)), isRow };
}

type Failure = ConstraintError | GuardError | SchemaError;

/** Finds the first row whose write fails behind those before it. */
async function findFirst(
  resource: ScopedResource,
  actor: Actor,
  effects: readonly Effect[],
  { good, failure }: { good: number; failure: Failure },
): Promise<{ position: number; failure: Failure }> {
  let [low, high, last] = [good, effects.length, failure];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const found = await tryWrites(resource, actor, effects.slice(0, middle));
    if (found === null) {
      low = middle;
    } else {
      high = middle;
      last = found;
    }
  }
  return { position: high - 1, failure: last };
}

/** Fails at the end of a trial, so that it is undone: no operation lacks its facts. */
const UNDO = sql`INSERT INTO operations (id) VALUES (NULL)`;

/** Writes the rows and undoes them; returns the reason why they cannot be written. */
async function tryWrites(
  resource: ScopedResource,
  actor: Actor,
  effects: readonly Effect[],
): Promise<Failure | null> {
  const { context } = resource;
  try {
    await commitBatch(context.database, [...bareWrites(resource, actor, effects), UNDO]);
  } catch (error) {
    if (error instanceof ConstraintError && error.table === 'operations') return null;
    const isRefusal = error instanceof ConstraintError || error instanceof GuardError || error instanceof SchemaError; // prettier-ignore
    if (isRefusal) return error;
    throw error;
  }
  throw new Error('an import was tried and not undone');
}

function problemOf({ table }: ScopedResource, failure: Failure): Message {
  if (failure instanceof ConstraintError) return constraintMessage(failure, table);
  // Tables without a declaration have no scope: a trigger has ignored a row, by `RAISE(IGNORE)`.
  if (failure instanceof GuardError) {
    return message(table.declaration === null ? 'files.ignored_row' : 'tables.row_of_others');
  }
  return failure.said;
}
