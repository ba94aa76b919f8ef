import type { PanelColumn } from '../tables/panel-table.js';

/** Recognises a column that holds files: the bytes of a key identify a row instead. */
export function isFile({ kind, isKey }: Pick<PanelColumn, 'kind' | 'isKey'>): boolean {
  return kind === 'blob' && !isKey;
}
