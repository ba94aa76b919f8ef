import type { Context } from '../../context.js';
import type { Write } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import { toTimestamp } from '../../db/ids.js';
import { introspect, type ColumnInfo, type TableInfo } from '../../db/introspection/introspect.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { auditWrite } from '../../services/audit.js';
import { commitPermitted } from '../../services/step-up/permit.js';
import type { ColumnKind } from '../contract/panel.js';
import type { ColumnSample } from '../columns/column-reading.js';
import { countMisfits, isColumnKind, kindsFor, readAs } from './kinds.js';
import { sampledColumns, toDecision } from './read-columns.js';
import { sampleTables } from './sample.js';
import {
  forgetWrite,
  loadReadings,
  readingWrite,
  unchangedReading,
  versionOf,
  type StoredReading,
} from './store.js';

/** Lets an administrator decide how a column of a foreign table is read. */

/** A column, and the state of its decision that the administrator saw. */
export interface SeenColumn {
  table: string;
  column: string;
  /** From `versionOf`. */
  version: string;
}

/** A change of a decision, before it is confirmed. */
export interface ReadingChange {
  before: StoredReading | null;
  /** Null where the decision is forgotten. */
  after: StoredReading | null;
  /** Sampled values that are none of the new kind. */
  misfits: number;
}

/**
 * Plans to read a column as another kind.
 * @throws DomainError `not_found` for a table or column that is gone, `invalid` for a kind that the
 *   column cannot have, `conflict` where somebody else has decided since
 */
export async function planChoice(
  context: Context,
  actor: Actor,
  seen: SeenColumn,
  kind: unknown,
): Promise<ReadingChange> {
  const { info, column, sample, before } = await readSeen(context, actor, seen);
  if (!isColumnKind(kind) || !kindsFor(column, sample).includes(kind)) {
    throw new DomainError('invalid', message('readings.impossible', { column: column.name }), {
      field: 'kind',
      hint: message('readings.impossible_hint'),
    });
  }
  const after = {
    ...toDecision(info, column, sample),
    chosenBy: actor.userId,
    reading: readAs(kind, column, sample),
  };
  return { before, after, misfits: countMisfits(kind, column, sample) };
}

/**
 * Plans to read a column by its values as they are now, without an earlier choice.
 * @throws DomainError as `planChoice`
 */
export async function planReadAgain(
  context: Context,
  actor: Actor,
  seen: SeenColumn,
): Promise<ReadingChange> {
  const { info, column, sample, before } = await readSeen(context, actor, seen);
  return { before, after: toDecision(info, column, sample), misfits: 0 };
}

/**
 * Plans to forget a choice that has no effect.
 * @throws DomainError `conflict` where somebody else has decided since
 */
export async function planForget(
  context: Context,
  actor: Actor,
  seen: SeenColumn,
): Promise<ReadingChange> {
  requireAdministrator(actor);
  const before = await loadSeen(context, seen);
  return { before, after: null, misfits: 0 };
}

/**
 * Writes a planned change with its audit row. The panels take it up when they are built again.
 * @throws DomainError `conflict` where somebody else has decided since
 */
export async function commitChange(
  context: Context,
  actor: Actor,
  seen: SeenColumn,
  { before, after }: ReadingChange,
): Promise<void> {
  const now = toTimestamp(context.clock.now());
  const change: Write[] = [
    ...(after === null ? [] : [readingWrite(after, now)]),
    ...(after === null && before !== null ? [forgetWrite(before)] : []),
  ];
  const audit = auditWrite(context, actor, {
    action: actionOf(after),
    tableName: 'column_readings',
    recordId: `${seen.table}.${seen.column}`,
    before: auditedOf(before),
    after: auditedOf(after),
  });
  try {
    // Another reading of a column of money shows and writes other amounts.
    const batch = [unchangedReading(seen, before), ...change, audit];
    await commitPermitted(context, actor, { always: true }, batch);
  } catch (error) {
    throw error instanceof GuardError ? changedMeanwhile(seen.column) : error;
  }
}

function actionOf(after: StoredReading | null): string {
  if (after === null) return 'column_reading.forgotten';
  return after.chosenBy === null ? 'column_reading.read_again' : 'column_reading.chosen';
}

function auditedOf(stored: StoredReading | null): Record<string, unknown> | undefined {
  if (stored === null) return undefined;
  const { reading, sampled, chosenBy, lapsed } = stored;
  const kind: ColumnKind = lapsed ?? reading.kind;
  return { kind, reason: reading.reason, sampled, chosen_by: chosenBy };
}

interface SeenState {
  info: TableInfo;
  column: ColumnInfo;
  sample: ColumnSample | null;
  before: StoredReading | null;
}

/** Reads the table as it is now: it may have changed since the panels were built. */
async function readSeen(context: Context, actor: Actor, seen: SeenColumn): Promise<SeenState> {
  requireAdministrator(actor);
  const info = (await introspect(context.database)).find(({ name }) => name === seen.table);
  if (!info) throw gone(message('readings.table_gone', { table: seen.table }));
  const column = sampledColumns(info).find(({ name }) => name === seen.column);
  if (!column) throw gone(message('readings.column_gone', { column: seen.column }));
  const before = await loadSeen(context, seen);
  const [sampled] = await sampleTables(context, [{ info, columns: [column] }]);
  return { info, column, sample: sampled?.get(column.name) ?? null, before };
}

async function loadSeen(context: Context, seen: SeenColumn): Promise<StoredReading | null> {
  const { table, column, version } = seen;
  const stored = await loadReadings(context, table);
  const before = stored.find((one) => one.table === table && one.column === column) ?? null;
  if (versionOf(before) !== version) throw changedMeanwhile(column);
  return before;
}

function requireAdministrator({ role }: Actor): void {
  if (role !== 'admin') throw new DomainError('forbidden', message('requests.not_open'));
}

const gone = (said: Message) =>
  new DomainError('not_found', said, { hint: message('shared.reload') });

const changedMeanwhile = (column: string) =>
  new DomainError('conflict', message('readings.changed', { column }), {
    hint: message('shared.reload'),
  });
