import { createHash } from 'node:crypto';
import type { Bound, ColumnInfo, TableInfo } from '../../db/introspection/introspect.js';
import { readDeclaredType } from '../columns/declared-types.js';

/** Keys that the panels make for new rows, within the length that the schema allows. */

/** Length of a UUID with its hyphens. */
const UUID = 36;
const HEX = 32;
/** Shortest made key: 33 million of them, which leaves room for a table that people fill. */
const SHORTEST = 5;
const LONGEST_CODE = 12;

/** Crockford's base32, without letters that look like digits. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A key of a new row, where nobody has typed one. */
export interface MadeKey {
  column: string;
  /** Most characters that it has. */
  length: number;
}

/**
 * Finds the text key that the panels can make for a new row: its name or type looks like an id, it
 * is no reference, and a made one fits.
 */
export function madeKeyOf(info: TableInfo): MadeKey | null {
  const [name] = info.primaryKey;
  const column = info.columns.find((candidate) => candidate.name === name);
  if (!column || info.primaryKey.length !== 1) return null;
  const isUuid = /^(UUID|GUID|UNIQUEIDENTIFIER)\b/i.test(column.declaredType);
  const looksMade = isUuid || /(^|_)(id|uuid|guid|key)$|[a-z]Id$/i.test(column.name);
  const isFree =
    (column.affinity === 'text' || isUuid) &&
    column.values === null &&
    column.defaultExpression === null &&
    !info.foreignKeys.some(({ columns }) => columns.includes(column.name));
  if (!looksMade || !isFree) return null;
  const length = madeLength(info, column);
  return length === null ? null : { column: column.name, length };
}

/** Returns true for a made key that is a UUID; people may have chosen the shorter ones. */
export const isUuidKey = ({ length }: MadeKey) => length >= HEX;

/** Makes a key: the id itself, or a shorter text of it. */
export function makeKey({ length }: MadeKey, newId: () => string): string {
  const id = newId();
  if (length >= UUID) return id;
  const hex = id.replaceAll('-', '');
  if (length >= HEX) return hex;
  const bytes = [...createHash('sha256').update(id).digest()];
  return bytes
    .slice(0, Math.min(length, LONGEST_CODE))
    .map((byte) => letters.charAt(byte % letters.length))
    .join('');
}

/** Returns the length of a made key; null where none satisfies the column's checks. */
function madeLength(info: TableInfo, column: ColumnInfo): number | null {
  const bounds = column.bounds.filter(({ of }) => of === 'length');
  const declared = readDeclaredType(column.declaredType).length ?? UUID;
  const checks = info.checks.filter(({ columns }) => columns.includes(column.name));
  // A check that is no bound of its length may refuse every made key.
  if (checks.length > bounds.length) return null;
  const most = Math.min(UUID, declared, ...bounds.flatMap((bound) => largest(bound)));
  const least = Math.max(0, ...bounds.flatMap((bound) => smallest(bound)));
  const length = most >= UUID ? UUID : most >= HEX ? HEX : Math.min(most, LONGEST_CODE);
  return length >= Math.max(SHORTEST, least) ? length : null;
}

function largest({ operator, limit }: Bound): number[] {
  if (operator === '<=') return [limit];
  return operator === '<' ? [limit - 1] : [];
}

function smallest({ operator, limit }: Bound): number[] {
  if (operator === '>=') return [limit];
  return operator === '>' ? [limit + 1] : [];
}
