import type { ActionContext } from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import { FormFile } from '../../http/guard/form-file.js';
import { message, type Message } from '../../messages/message.js';
import type { Parsed } from '../codecs/codec.js';
import { parseValue } from '../codecs/values.js';
import { FILE_BYTES, FILE_VERSION_PREFIX } from '../contract/panel.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { bindExact, readExact, selectAny, type ExactValue } from '../values/exact-value.js';
import { fileTypeOf, isCalledPicture } from '../values/file-type.js';
import { isFile } from './file-columns.js';
import { fieldError, type FieldErrors } from './field-errors.js';
import type { PanelResource } from '../records/panel-resource.js';

/** Parses, compares and audits the values of columns that hold files. */

/** Bytes of the largest stored value that a form replaces: it is read to compare it. */
const COMPARED_BYTES = 16_000_000;

/**
 * Parses a value of a form: a file for a column of files, else a typed text.
 * @param stored value that it replaces; null for a new one
 */
export function parseFormValue(
  column: PanelColumn,
  input: unknown,
  stored: ExactValue = null,
): Parsed {
  if (!(input instanceof FormFile)) {
    const isCleared = input === undefined || input === null || input === '';
    return isFile(column) && isCleared ? { value: null } : parseValue(column, input, stored);
  }
  if (!isFile(column)) return { problem: message('tables.takes_no_file') };
  const problem = fileProblem(input);
  return problem === null ? { value: input.bytes } : { problem };
}

function fileProblem({ name, claimedType, bytes }: FormFile): Message | null {
  if (bytes.length > FILE_BYTES) return message('tables.file_size', { limit: FILE_BYTES });
  const isNoPicture = isCalledPicture(name, claimedType) && !fileTypeOf(bytes).isPicture;
  return isNoPicture ? message('tables.no_such_picture', { name }) : null;
}

/** Finds the file with which a form's files are together more than D1 holds in a row. */
export function findSurplus(
  values: readonly { column: PanelColumn; value: ExactValue }[],
): FieldErrors {
  let total = 0;
  const surplus = values.find(({ column, value }) => {
    total += isFile(column) && value instanceof Uint8Array ? value.length : 0;
    return total > FILE_BYTES;
  });
  const limit = FILE_BYTES;
  return surplus ? fieldError(surplus.column, message('tables.files_size', { limit })) : {};
}

/**
 * Identifies a stored value by its storage class, its size and a hash of all its bytes; null for
 * NULL.
 */
export function versionOf(value: ExactValue): string | null {
  if (value === null) return null;
  const bytes = bytesOf(value);
  return `${value instanceof Uint8Array ? 'blob' : typeof value}:${bytes.length}:${sha256(bytes)}`;
}

/** Returns the size that a version names. */
export function sizeOf(version: string | null): number | null {
  return version === null ? null : Number(version.split(':')[1]);
}

/** Describes a stored value for the audit trail, which keeps no contents. */
export function auditOfFile(value: ExactValue): unknown {
  if (value === null) return null;
  const bytes = bytesOf(value);
  return { bytes: bytes.length, sha256: sha256(bytes) };
}

/** Returns the size of a stored value. */
export const bytesIn = (value: ExactValue): number => (value === null ? 0 : bytesOf(value).length);

const bytesOf = (value: Exclude<ExactValue, null>): Uint8Array =>
  value instanceof Uint8Array ? value : Buffer.from(String(value));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Selects a file with its storage class; one beyond `COMPARED_BYTES` is not sent. */
export function selectFile({ name }: PanelColumn): SQL {
  const column = sql`${sql.identifier(name)}`;
  return sql`CASE WHEN ${isComparable(column)} THEN ${selectAny(column)} END`;
}

/** Selects 1 where `selectFile` leaves out the content. */
export function selectIsTooLarge({ name }: PanelColumn): SQL {
  return sql`NOT ${isComparable(sql`${sql.identifier(name)}`)}`;
}

const isComparable = (column: SQL) => sql`coalesce(length(${column}), 0) <= ${COMPARED_BYTES}`;

/**
 * Compares a stored value byte for byte: SQLite has no hash, and D1 takes no function of ours. A
 * value beyond D1's limit of a parameter is compared in parts.
 */
export function isStillStored({ name }: PanelColumn, value: ExactValue): SQL {
  const column = sql`${sql.identifier(name)}`;
  return isLargeValue(value) ? isSameInParts(column, value) : sql`${column} IS ${bindExact(value)}`;
}

/** Returns true for a value that no parameter of D1 takes: it is in another program's file. */
export function isLargeValue(value: ExactValue): value is string | Uint8Array {
  if (typeof value === 'string') {
    return value.length > FILE_BYTES / 3 && Buffer.byteLength(value) > FILE_BYTES;
  }
  return value instanceof Uint8Array && value.length > FILE_BYTES;
}

/** Compares a large value by its storage class, its size and all its bytes, in parts. */
export function isSameInParts(column: SQL, value: string | Uint8Array): SQL {
  const isText = typeof value === 'string';
  const bytes = bytesOf(value);
  const stored = isText ? sql`CAST(${column} AS BLOB)` : column;
  const starts = Array.from(
    { length: Math.ceil(bytes.length / FILE_BYTES) },
    (_part, index) => index * FILE_BYTES,
  );
  const parts = starts.map(
    (start) =>
      sql`substr(${stored}, ${start + 1}, ${FILE_BYTES}) IS ${bytes.slice(start, start + FILE_BYTES)}`,
  );
  const isSameClass = sql`typeof(${column}) = ${isText ? 'text' : 'blob'}`;
  const isSameSize = sql`octet_length(${column}) = ${bytes.length}`;
  return sql`(${sql.join([isSameClass, isSameSize, ...parts], sql` AND `)})`;
}

/** Reads the versions of the files that a form may replace, by the params of the form. */
export async function fileVersionsOf(
  resource: PanelResource,
  id: string,
  call: ActionContext | undefined,
): Promise<Record<string, string | null>> {
  const { table, access } = resource;
  const columns = table.columns.filter((one) => isFile(one) && access.edit.has(one.name));
  if (columns.length === 0) return {};
  const contents = columns.map(
    (column, index) => sql`${selectFile(column)} AS ${sql.identifier(`f${index}`)}`,
  );
  const [row] = await resource.readScoped(
    call,
    (scope) => sql`SELECT ${sql.join(contents, sql`, `)} FROM ${sql.identifier(table.info.name)}
      WHERE ${table.key?.where(id) ?? sql`0`} AND ${scope}`,
  );
  return Object.fromEntries(
    columns.map(({ path }, index) => [
      FILE_VERSION_PREFIX + path,
      versionOf(readExact(row?.[`f${index}`] ?? null)),
    ]),
  );
}
