import type { Affinity, ColumnInfo } from '../../db/introspection/introspect.js';
import type { ColumnKind } from '../contract/panel.js';
import type { ColumnReading, ColumnSample } from '../tables/column-reading.js';
import { formatOf, pairOf } from '../tables/formats.js';

/** Kinds that an administrator may choose for a column. */

const texts: readonly ColumnKind[] = ['text', 'long_text', 'json'];
const times: readonly ColumnKind[] = ['date', 'datetime', 'time'];
const numbers: readonly ColumnKind[] = ['integer', 'number'];
const amounts: readonly ColumnKind[] = ['money', 'percent'];

const byAffinity: Record<Affinity, readonly ColumnKind[]> = {
  text: [...texts, ...times, 'boolean', 'blob'],
  integer: ['integer', 'number', 'datetime', 'boolean', 'text'],
  real: ['number', ...amounts, 'datetime', 'text'],
  numeric: [...numbers, ...amounts, ...texts, ...times, 'boolean', 'blob'],
  blob: ['blob', ...texts, ...times, 'boolean'],
};

/** Returns the kinds whose values a column of this declaration can store. */
export function possibleKinds({ affinity, values }: ColumnInfo): readonly ColumnKind[] {
  return values === null ? byAffinity[affinity] : ['enum', ...byAffinity[affinity]];
}

/** Returns the kinds that a column can have, given its values. */
export function kindsFor(column: ColumnInfo, sample: ColumnSample | null): readonly ColumnKind[] {
  return possibleKinds(column).filter(
    (kind) => kind !== 'boolean' || pairOf(column, sample) !== null,
  );
}

/** Reads a column as the kind that an administrator chose. */
export function readAs(
  kind: ColumnKind,
  column: ColumnInfo,
  sample: ColumnSample | null,
): ColumnReading {
  return { kind, reason: 'administrator', format: formatOf(kind, column, sample) };
}
