import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import type { ColumnKind } from '../contract/panel.js';
import type { ReadingReason } from '../columns/column-reading.js';
import { selectReadings, toStoredReading } from './store.js';

/** A stored decision, for the operator. */
export interface ListedReading {
  table: string;
  column: string;
  kind: ColumnKind;
  reason: ReadingReason;
  sampled: number;
  /** Id of the login that chose the kind; null where the values decided. */
  chosenBy: string | null;
  /** Chosen kind that the present declaration cannot have; null for any other. */
  lapsed: ColumnKind | null;
  readAt: string | null;
}

/** Lists all decisions, by table and column. */
export async function listReadings(context: Context): Promise<ListedReading[]> {
  const [found] = await commitBatch(context.database, [selectReadings()]);
  const listed = found.flatMap((row): ListedReading[] => {
    const stored = toStoredReading(row);
    if (stored === null) return [];
    const { table, column, sampled, chosenBy, lapsed, readAt, reading } = stored;
    const { kind, reason } = reading;
    return [{ table, column, kind, reason, sampled, chosenBy, lapsed, readAt }];
  });
  return listed.sort(
    (left, right) => inOrder(left.table, right.table) || inOrder(left.column, right.column),
  );
}

const inOrder = (left: string, right: string) => (left < right ? -1 : Number(left > right));
