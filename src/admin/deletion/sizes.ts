import { sql } from 'drizzle-orm';
import { commitBatch, rows } from '../../db/batch.js';
import type { D1Database } from '../../db/types.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { storedColumns, type RowsQuery } from '../stored-rows/rows.js';
import type { ExactValue } from '../values/exact-value.js';
import { piecesOf } from '../values/pieces.js';

/**
 * Bounds what a delete reads and keeps. A form stores small files only; a file of another program
 * may hold values of a gigabyte.
 */

/** Size of all rows that the trail keeps of one delete: both engines take them in one batch. */
export const MOST_KEPT_BYTES = 6_000_000;

/** Size of all values that a delete reads: they are in memory together, to be compared and hashed. */
const MOST_READ_BYTES = 64_000_000;

/** D1 takes expressions of at most 100 levels. */
const COLUMNS_AT_ONCE = 40;

/** Size of a value in the audit trail, which writes bytes as hexadecimal digits. */
export function keptSize(value: ExactValue): number {
  if (typeof value === 'string') return value.length;
  return value instanceof Uint8Array ? 2 * value.length : 8;
}

/** Returns true for a value of which the trail keeps the size and the hash alone. */
export function isOnlyTraced(value: ExactValue): boolean {
  return keptSize(value) > MOST_KEPT_BYTES;
}

/**
 * Measures the rows of these queries without reading them.
 * @throws DomainError `invalid` for rows that do not fit the memory of a delete
 */
export async function requireReadable(
  database: D1Database,
  queries: readonly RowsQuery[],
): Promise<void> {
  const sizes = queries
    .filter(({ isWhole }) => isWhole)
    .flatMap(({ table, where, limit }) =>
      piecesOf(storedColumns(table), COLUMNS_AT_ONCE).map((piece) => {
        const cells = piece.map(
          ({ name }) => sql`coalesce(octet_length(${sql.identifier(name)}), 0)`,
        );
        return rows<{ bytes: number }>(sql`SELECT coalesce(sum(__bytes), 0) AS bytes
          FROM (SELECT ${sql.join(cells, sql` + `)} AS __bytes
            FROM ${sql.identifier(table.info.name)} WHERE ${where} LIMIT ${limit})`);
      }),
    );
  if (sizes.length === 0) return;
  const found = await commitBatch(database, sizes);
  const bytes = found.reduce((total, [row]) => total + (row?.bytes ?? 0), 0);
  if (bytes <= MOST_READ_BYTES) return;
  throw new DomainError(
    'invalid',
    message('deletion.too_large_to_read', { bytes, most: MOST_READ_BYTES }),
    {
      hint: message('deletion.fewer_or_sqlite'),
    },
  );
}
