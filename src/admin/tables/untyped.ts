import type { ColumnInfo } from '../../db/introspection/introspect.js';
import { message } from '../../messages/message.js';
import type { ColumnKind } from '../contract/panel.js';
import type { PanelColumn } from './panel-table.js';

/**
 * Recognises a column that stores every value unchanged: without a type, BLOB by name only, or ANY
 * in a STRICT table. `7` and `'7'` are two values there that look the same, so an edited value
 * keeps its stored type.
 */
export function isUntyped({ info, kind }: PanelColumn): boolean {
  return isUntypedInfo(info, kind);
}

/** Recognises an untyped column before it is described. */
export function isUntypedInfo({ affinity }: ColumnInfo, kind: ColumnKind): boolean {
  return affinity === 'blob' && kind !== 'blob';
}

export const UNTYPED_HINT = message('tables.untyped');
