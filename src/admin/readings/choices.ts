import { createHash } from 'node:crypto';
import type { Context } from '../../context.js';
import type { PanelTable } from '../tables/panel-table.js';
import { isForeign, sampledColumns } from './read-columns.js';
import type { StoredReading } from './store.js';

/** Checks that the kinds which administrators chose still take effect. */

/** Reason why a choice has no effect. */
export type Obstacle = 'table_gone' | 'column_gone' | 'declared' | 'reference' | 'lapsed';

/** Returns true for a table whose columns an administrator may have read otherwise. */
export function isForeignTable({ info, declaration }: PanelTable): boolean {
  return isForeign(info, declaration === null ? [] : [declaration]);
}

/** Names the state in which a table's columns are read: a form of another state is refused. */
export function versionOfReadings({ columns }: PanelTable): string {
  const read = columns.map(({ name, kind, format }) => [name, kind, format]);
  const text = JSON.stringify(read, (_key, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** Returns the reason why a choice has no effect; null for one that has. */
export function obstacleOf(choice: StoredReading, tables: readonly PanelTable[]): Obstacle | null {
  const table = tables.find(({ info }) => info.name === choice.table);
  if (!table) return 'table_gone';
  if (!isForeignTable(table)) return 'declared';
  const column = table.columns.find(({ name }) => name === choice.column);
  const isRead = sampledColumns(table.info).some(({ name }) => name === choice.column);
  if (!column || !isRead) return 'column_gone';
  if (column.references !== null) return 'reference';
  return choice.lapsed === null ? null : 'lapsed';
}

/** Names the choices without effect in the log; the panels do without them. */
export function warnOfObstacles(
  context: Context,
  chosen: readonly StoredReading[],
  tables: readonly PanelTable[],
): void {
  for (const choice of chosen) {
    const obstacle = obstacleOf(choice, tables);
    if (obstacle === null) continue;
    const { table, column } = choice;
    const kind = choice.lapsed ?? choice.reading.kind;
    context.log.warn(
      { table, column, kind, obstacle },
      'a chosen kind has no effect: open "How tables were read" to choose again or to forget it',
    );
  }
}
