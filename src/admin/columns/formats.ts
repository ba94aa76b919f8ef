import type { ColumnInfo } from '../../db/introspection/introspect.js';
import type { ColumnKind } from '../contract/panel.js';
import type { ColumnFormat, ColumnSample } from './column-reading.js';
import { readDeclaredType } from './declared-types.js';
import type { ExactValue } from '../values/exact-value.js';
import { numbersOf, textsOf } from './samples.js';
import { inFormatOf, notationOf, toInstant } from '../values/timestamp-format.js';

/** Reads the format of a column's values, once its kind is decided. */

/** Reads the format of a column of this kind. */
export function formatOf(
  kind: ColumnKind,
  column: ColumnInfo,
  sample: ColumnSample | null,
): ColumnFormat {
  const texts = textsOf(sample);
  return {
    ...(texts.includes('') ? { hasEmptyText: true } : {}),
    ...ownFormat(kind, column, sample),
  };
}

function ownFormat(
  kind: ColumnKind,
  column: ColumnInfo,
  sample: ColumnSample | null,
): ColumnFormat {
  const { length, places, family } = readDeclaredType(column.declaredType);
  switch (kind) {
    case 'boolean':
      return { flags: pairOf(column, sample) ?? [0, 1] };
    case 'datetime':
      return likeTimes(column, sample);
    case 'number':
      return places === null ? {} : { places };
    case 'integer':
      return family === 'year' || isYears(column.name, sample) ? { isUngrouped: true } : {};
    case 'text':
    case 'long_text': {
      const longest = Math.max(0, ...textsOf(sample).map((text) => Array.from(text).length));
      return {
        ...(length === null || longest > length ? {} : { longest: length }),
        ...likeClass(column, sample),
      };
    }
    case 'money':
    case 'percent':
    case 'date':
    case 'time':
    case 'enum':
    case 'json':
    case 'blob':
    case 'reference':
      return {};
  }
}

type Flags = NonNullable<ColumnFormat['flags']>;

const textPairs: readonly Flags[] = [
  ...([
    ['0', '1'],
    ['f', 't'],
    ['F', 'T'],
    ['n', 'y'],
    ['N', 'Y'],
  ] as const),
  ...([
    ['false', 'true'],
    ['False', 'True'],
    ['FALSE', 'TRUE'],
  ] as const),
  ...([
    ['no', 'yes'],
    ['No', 'Yes'],
    ['NO', 'YES'],
  ] as const),
];

/** Finds the pair of no and yes that holds every value of a sample; null where none does. */
export function pairOf(column: ColumnInfo, sample: ColumnSample | null): Flags | null {
  const values = (sample?.values ?? [])
    .filter((value) => value !== '')
    .map((value) => (typeof value === 'bigint' ? Number(value) : value));
  const pairs: Flags[] = [...(column.affinity === 'text' ? [] : [[0, 1] as const]), ...textPairs];
  const found = pairs.find((pair) => values.every((value) => pair.some((flag) => flag === value)));
  return found ?? null;
}

/** An instant of our centuries, in which no digit of a stored value remains. */
const EXAMPLE = '2000-01-01T00:00:00Z';

/**
 * Finds the most frequent notation of a sample's times, as an example. Without times, a column of
 * numbers counts seconds since 1970: it cannot store a text.
 */
function likeTimes({ affinity }: ColumnInfo, sample: ColumnSample | null): ColumnFormat {
  const counts = new Map<string, { like: ExactValue; count: number }>();
  for (const value of sample?.values ?? []) {
    if (toInstant(value) === null) continue;
    const notation = notationOf(value);
    const count = (counts.get(notation)?.count ?? 0) + 1;
    counts.set(notation, { like: inFormatOf(value, EXAMPLE), count });
  }
  const [first] = [...counts.values()].sort((left, right) => right.count - left.count);
  if (first !== undefined) return { like: first.like };
  const seconds = Date.parse(EXAMPLE) / 1000;
  if (affinity === 'integer') return { like: BigInt(seconds) };
  return affinity === 'real' ? { like: seconds } : {};
}

/** Finds the storage class of an untyped column whose values all have one. */
function likeClass({ affinity }: ColumnInfo, sample: ColumnSample | null): ColumnFormat {
  const [first, ...others] = sample?.values ?? [];
  if (affinity !== 'blob' || first === undefined || first instanceof Uint8Array) return {};
  if (others.some((value) => typeof value !== typeof first)) return {};
  const example = { bigint: 0n, number: 0.5, string: '' };
  return { like: example[typeof first as keyof typeof example] };
}

function isYears(name: string, sample: ColumnSample | null): boolean {
  const numbers = numbersOf(sample);
  const isNamed = /(^|_)(year|yr)$|[a-z]Year$/i.test(name);
  return isNamed && numbers.length > 0 && numbers.every((year) => year >= 1000 && year < 3000);
}
