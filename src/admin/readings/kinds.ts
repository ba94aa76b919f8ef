import type { Affinity, ColumnInfo } from '../../db/introspection/introspect.js';
import type { ColumnKind } from '../contract/panel.js';
import type { ColumnReading, ColumnSample } from '../columns/column-reading.js';
import { isClock, isDay } from '../values/days.js';
import type { ExactValue } from '../values/exact-value.js';
import { formatOf, pairOf } from '../columns/formats.js';
import { isJsonSample } from '../columns/samples.js';
import { toInstant } from '../values/timestamp-format.js';

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

/** Returns true for the name of a kind that a decision may have. */
export function isColumnKind(name: unknown): name is ColumnKind {
  return [...Object.values(byAffinity).flat(), 'enum', 'reference'].some((kind) => kind === name);
}

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

/** Counts the values of a sample that are none of a kind: they are shown as they are stored. */
export function countMisfits(
  kind: ColumnKind,
  { values: allowed }: ColumnInfo,
  sample: ColumnSample | null,
): number {
  const fits = (value: ExactValue): boolean => {
    switch (kind) {
      case 'date':
      case 'datetime':
        return isDay(value) || toInstant(value) !== null;
      case 'time':
        return isClock(value);
      case 'integer':
        return typeof value === 'bigint';
      case 'number':
      case 'money':
      case 'percent':
        return typeof value === 'bigint' || typeof value === 'number';
      case 'enum':
        return allowed?.some((one) => String(one) === String(value)) ?? false;
      case 'json':
        return typeof value === 'string' && isJsonSample({ values: [value] });
      case 'blob':
        return value instanceof Uint8Array;
      case 'text':
      case 'long_text':
      case 'boolean':
      case 'reference':
        return !(value instanceof Uint8Array);
    }
  };
  return (sample?.values ?? []).filter((value) => !fits(value)).length;
}
