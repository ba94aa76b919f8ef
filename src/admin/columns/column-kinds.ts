import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { ColumnInfo } from '../../db/introspection/introspect.js';
import * as schema from '../../db/schema/book.js';
import * as systemSchema from '../../db/schema/system.js';
import type { ColumnKind } from '../contract/panel.js';
import type { ColumnReading, ColumnSample, ReadingReason } from './column-reading.js';
import { readDeclaredType, type DeclaredType } from './declared-types.js';
import { formatOf, pairOf } from './formats.js';
import { isJsonSample, isTextual, numbersOf, shareOf, textsOf } from './samples.js';
import { readTimes } from './time-columns.js';

/**
 * Decides how a column is displayed and typed: by the schema module, its CHECKs, its declared type
 * and a sample of its values. Values that contradict a declaration win; a name only breaks a tie.
 * REAL is a number unless a resource file declares it as money.
 */

export interface ColumnToRead {
  table: string;
  column: ColumnInfo;
  /** Null for the book's own columns, and where values cannot be sampled. */
  sample: ColumnSample | null;
  /** Key or unique column, which one line identifies. */
  isIdentifying?: boolean;
}

/** Reads a column that is no reference. */
export function readColumn(read: ColumnToRead): ColumnReading {
  const { kind, reason } = decide(read);
  return { kind, reason, format: formatOf(kind, read.column, read.sample) };
}

interface Decision {
  kind: ColumnKind;
  reason: ReadingReason;
}

const decided = (kind: ColumnKind, reason: ReadingReason): Decision => ({ kind, reason });

function decide(read: ColumnToRead): Decision {
  const { table, column, sample } = read;
  const declared = readDeclaredType(column.declaredType);
  const own = ownColumns.get(`${table}.${column.name}`);
  if (own === 'boolean') return decided('boolean', 'schema_module');
  const values = sample?.values ?? [];
  const isBinary = values.length > 0 && values.every((value) => value instanceof Uint8Array);
  if (isBinary) return decided('blob', 'values');
  return (
    readChecks(column) ??
    readFlags(column, declared, sample) ??
    readJson(column, declared, sample) ??
    readTimes({ column, declared, sample, isOwn: own !== undefined }) ??
    readBinary(declared, values.length) ??
    readNumbers(column, declared, sample) ??
    readTexts(read, declared)
  );
}

function readChecks({ values, bounds, affinity, isJson }: ColumnInfo): Decision | null {
  const isBetween = (operator: string, limit: number) =>
    bounds.some((bound) => bound.of === 'value' && bound.operator === operator && bound.limit === limit); // prettier-ignore
  const isFlag =
    (affinity === 'integer' && isBetween('>=', 0) && isBetween('<=', 1)) ||
    (values?.length === 2 &&
      ['0', '1'].every((flag) => values.some((one) => String(one) === flag)));
  if (isFlag) return decided('boolean', 'check');
  if (values !== null) return decided('enum', 'check');
  return isJson ? decided('json', 'check') : null;
}

/** Reads BOOLEAN, unless its values are no pair of yes and no. */
function readFlags(
  column: ColumnInfo,
  { family }: DeclaredType,
  sample: ColumnSample | null,
): Decision | null {
  if (family !== 'boolean') return null;
  return pairOf(column, sample) === null ? null : decided('boolean', 'declared_type');
}

function readJson(
  { affinity, name }: ColumnInfo,
  { family }: DeclaredType,
  sample: ColumnSample | null,
): Decision | null {
  const hasValues = textsOf(sample).length > 0;
  // The name of a numeric column proves nothing.
  const isNamed = affinity === 'text' && /^metadata$|_json$/i.test(name);
  if (family !== 'json' && !isNamed) return null;
  if (hasValues && !isJsonSample(sample)) return null;
  return decided('json', family === 'json' ? 'declared_type' : 'name');
}

function readBinary({ family }: DeclaredType, count: number): Decision | null {
  // Sampled values that are not all binary have other kinds.
  return family === 'binary' && count === 0 ? decided('blob', 'declared_type') : null;
}

function readNumbers(
  { affinity }: ColumnInfo,
  { family }: DeclaredType,
  sample: ColumnSample | null,
): Decision | null {
  if (affinity === 'text' || affinity === 'blob') return null;
  const values = sample?.values ?? [];
  const numbers = numbersOf(sample);
  if (values.length > 0 && shareOf(numbers, values) < 0.5) return null;
  const isKnown = ['decimal', 'number', 'year', 'boolean'].includes(family);
  if (!isKnown && (numbers.length === 0 || numbers.length < values.length)) return null;
  const reason = isKnown ? 'declared_type' : 'values';
  const isWhole = affinity === 'integer' || family === 'year';
  return decided(isWhole ? 'integer' : 'number', reason);
}

/** Longest text of one line, in characters. */
const LONGEST_LINE = 100;
const LONGEST_DECLARED_LINE = 255;

/** A text has several lines unless its values, its length or its name say otherwise. */
function readTexts(
  { table, column, sample, isIdentifying = false }: ColumnToRead,
  { family, length }: DeclaredType,
): Decision {
  if (ownColumns.has(`${table}.${column.name}`) || sample === null) {
    const isLong =
      family === 'characters' &&
      /^(notes?|description|comment|body)$/i.test(column.name) &&
      length === null;
    return decided(isLong ? 'long_text' : 'text', isLong ? 'name' : 'declared_type');
  }
  const texts = textsOf(sample);
  if (texts.some((text) => /[\r\n]/.test(text) || text.length > LONGEST_DECLARED_LINE)) {
    return decided('long_text', 'values');
  }
  if (length !== null) {
    return decided(length > LONGEST_DECLARED_LINE ? 'long_text' : 'text', 'declared_type');
  }
  if (isIdentifying || column.affinity !== 'text') return decided('text', 'declared_type');
  if (texts.some((text) => text !== '')) {
    const isLine = texts.every((text) => text.length <= LONGEST_LINE);
    return decided(isLine ? 'text' : 'long_text', 'values');
  }
  return isTextual(column.name) ? decided('text', 'name') : decided('long_text', 'declared_type');
}

/** Columns of the schema module, with Drizzle's type of their values. */
const ownColumns: ReadonlyMap<string, string> = new Map(
  [...Object.values(schema), ...Object.values(systemSchema)]
    .filter((value) => value instanceof SQLiteTable)
    .flatMap((table) => {
      const { name, columns } = getTableConfig(table);
      return columns.map((column): [string, string] => [
        `${name}.${column.name}`,
        String(column.dataType),
      ]);
    }),
);

const ownTables: ReadonlySet<string> = new Set(
  [...ownColumns.keys()].map((key) => key.slice(0, key.indexOf('.'))),
);

/** Returns true for a table of the schema module. */
export function isOwnTable(table: string): boolean {
  return ownTables.has(table);
}
