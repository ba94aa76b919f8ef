import type { ActionContext } from 'adminjs';
import { message, type Message } from '../../messages/message.js';
import type { EditItem } from '../../services/bulk-runs/edit-chunks.js';
import { parseValue } from '../codecs/values.js';
import type { StoredRow } from '../stored-rows/rows.js';
import { convertToAffinity } from '../keys/affinity.js';
import { isFindable } from '../keys/findable.js';
import { callOfActor } from '../request/user.js';
import { refuseForeignRows } from '../row-values/stored-values.js';
import type { PanelColumn } from '../tables/panel-table.js';
import type { ExactValue } from '../values/exact-value.js';
import { changedColumns, decodeValues, hashOfRow, valuesOf, type FoundRow } from './rows.js';
import { showValue } from './shown.js';
import type { EditTarget } from './target.js';

/** Decides on each row of an edit from its current values: changes it, leaves it or refuses it. */

export interface ChangedRow {
  item: EditItem;
  row: StoredRow;
  before: ExactValue[];
  after: ExactValue[];
}

export type RowDecision =
  | ({ is: 'changed' } & ChangedRow)
  | { is: 'unchanged'; item: EditItem }
  | { is: 'conflict' | 'refused'; item: EditItem; reason: Message };

/** Decides on rows that `readEditRows` found. */
export async function decideRows(
  target: EditTarget,
  items: readonly EditItem[],
  found: ReadonlyMap<string, FoundRow>,
): Promise<RowDecision[]> {
  const decided = items.map((item) => decideRow(target, item, found.get(item.recordId)));
  return refuseReferences(target, decided);
}

/** Refuses all rows for the same reason. */
export function refuseAll(items: readonly EditItem[], reason: Message): RowDecision[] {
  return items.map((item) => ({ is: 'refused', item, reason }));
}

function decideRow(target: EditTarget, item: EditItem, row: FoundRow | undefined): RowDecision {
  const { columns } = target;
  if (row === undefined) return { is: 'conflict', item, reason: message('bulk_edits.row_gone') };
  if (row === null) return { is: 'refused', item, reason: message('bulk_edits.too_long') };
  const before = valuesOf(row, columns);
  const after = afterOf(target, item, before);
  if (!Array.isArray(after)) return { is: 'refused', item, reason: after };
  if (after.every((value, index) => isSame(value, before[index] ?? null))) {
    return { is: 'unchanged', item };
  }
  const changed = changedColumns(columns, item.expectedHash, hashOfRow(row, columns));
  if (changed.size > 0) {
    return { is: 'conflict', item, reason: changedReason(target, before, changed) };
  }
  const odd = columns.find((_column, index) => !isEditable(before[index] ?? null));
  if (odd) {
    const problem = message('bulk_edits.binary');
    return {
      is: 'refused',
      item,
      reason: message('tables.column_problem', { column: odd.label, problem }),
    };
  }
  return { is: 'changed', item, row, before, after };
}

/** An undo could not give back bytes, or a text that the engine cannot send as it is. */
function isEditable(value: ExactValue): boolean {
  return value === null || (isFindable(value) && !(value instanceof Uint8Array));
}

function isSame(one: ExactValue, other: ExactValue): boolean {
  return one === other;
}

/** Returns the new values of a row as its columns store them, or the reason to refuse it. */
function afterOf(
  { columns, typed }: EditTarget,
  { targetValues }: EditItem,
  before: readonly ExactValue[],
): ExactValue[] | Message {
  if (typed === null) return decodeValues(targetValues ?? '[]');
  const after: ExactValue[] = [];
  for (const [index, column] of columns.entries()) {
    const parsed = parseTyped(column, typed[index] ?? null, before[index] ?? null);
    if ('problem' in parsed) {
      return message('tables.column_problem', { column: column.label, problem: parsed.problem });
    }
    after.push(parsed.value);
  }
  return after;
}

/** Parses a typed value in the notation of the stored one, as its column stores it. */
export function parseTyped(
  column: PanelColumn,
  typed: string | null,
  stored: ExactValue = null,
): { value: ExactValue } | { problem: Message } {
  const parsed = parseValue(column, typed, stored instanceof Uint8Array ? null : stored);
  if ('problem' in parsed) return parsed;
  if (parsed.value === null) {
    return column.info.notNull ? { problem: message('tables.required') } : parsed;
  }
  return { value: convertToAffinity(parsed.value, column.info.affinity) };
}

function changedReason(
  { columns, resource: { table, context } }: EditTarget,
  now: readonly ExactValue[],
  changed: ReadonlySet<PanelColumn>,
): Message {
  const { bookTimezone } = context.config;
  return message('bulk_edits.changed_meanwhile', {
    values: columns.flatMap((column, index): Message[] => {
      if (!changed.has(column)) return [];
      const value = now[index] ?? null;
      // The key of another row says nothing to people.
      return column.references !== null && value !== null
        ? [message('bulk_edits.other_row', { column: column.label })]
        : [
            message('bulk_edits.value_now', {
              column: column.label,
              value: showValue(column, value, { table, bookTimezone }),
            }),
          ];
    }),
  });
}

/** Refuses rows that would refer to a row which does not exist or which the login does not see. */
async function refuseReferences(
  { resource, actor, columns }: EditTarget,
  decided: RowDecision[],
): Promise<RowDecision[]> {
  const call = callOfActor(actor);
  const problems = new Map<string, Message>();
  const references = columns.flatMap((column, index) =>
    column.references === null ? [] : [{ column, index }],
  );
  for (const { column, index } of references) {
    const values = new Set(
      decided.flatMap((one) => (one.is === 'changed' ? [one.after[index] ?? null] : [])),
    );
    for (const value of values) {
      const problem = await referenceProblem(resource, call, column, value);
      if (problem !== null) problems.set(keyOf(index, value), problem);
    }
  }
  if (problems.size === 0) return decided;
  return decided.map((one): RowDecision => {
    if (one.is !== 'changed') return one;
    const wrong = references.find(({ index }) => problems.has(keyOf(index, one.after[index] ?? null))); // prettier-ignore
    const reason = wrong && problems.get(keyOf(wrong.index, one.after[wrong.index] ?? null));
    return reason ? { is: 'refused', item: one.item, reason } : one;
  });
}

const keyOf = (index: number, value: ExactValue) => `${index} ${typeof value} ${String(value)}`;

/** Returns the reason why a column may not refer to the row of a value; null where it may. */
export async function referenceProblem(
  resource: EditTarget['resource'],
  call: ActionContext,
  column: PanelColumn,
  value: ExactValue,
): Promise<Message | null> {
  const errors = await refuseForeignRows(resource, call, [{ column, value }]);
  if (Object.keys(errors).length === 0) return null;
  const problem = message('tables.unknown_row');
  return message('tables.column_problem', { column: column.label, problem });
}
