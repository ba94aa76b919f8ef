import { sql, type SQL } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import type { Context } from '../context.js';
import { commitBatch } from '../db/batch.js';
import { REPEATABLE } from '../db/engines/d1/repeatable.js';
import type { SqlValue } from '../db/types.js';
import { DomainError } from '../errors.js';
import { message, type Message } from '../messages/message.js';
import type { CopyTable } from './copy-schema.js';

/** Copies the rows of one table: reads pages, writes batches, compares page by page. */

const ROWS_A_PAGE = 1000;
/** Size of a JSON parameter, about; a page needs some of them (D1 takes 2 MB a value). */
const JSON_BYTES = 400_000;

type Row = (string | number | null)[];
type PageRow = [rowKey: number, ...row: SqlValue[]];

export interface CopiedTable {
  name: string;
  rows: number;
  /** Sum of each column with fractions; of money in dollars. */
  sums: Record<string, number>;
}

/** Copies the source's rows into the target and counts them; a repeated page changes nothing. */
export async function loadTable(
  source: Context,
  target: Context,
  table: CopyTable,
): Promise<number> {
  let loaded = 0;
  for await (const rows of pagesOf(source, table)) {
    await commitBatch(
      target.database,
      inChunks(rows).map((chunk) => insertWrite(table, chunk)),
    );
    loaded += rows.length;
  }
  return loaded;
}

/**
 * Reads the table on both sides and compares them.
 * @throws DomainError `conflict` when the sides differ: in number, in a sum, or in any value
 */
export async function compareTable(
  source: Context,
  target: Context,
  table: CopyTable,
): Promise<CopiedTable> {
  const [expected, found] = await Promise.all([digestOf(source, table), digestOf(target, table)]);
  if (expected.rows !== found.rows) {
    const counts = { source: expected.rows, copy: found.rows };
    throw differs(message('database.copy_rows', { table: table.name, ...counts }));
  }
  for (const column of table.realColumns) {
    if (expected.sums[column] !== found.sums[column]) {
      const sums = { source: expected.sums[column] ?? 0, copy: found.sums[column] ?? 0 };
      throw differs(message('database.copy_sums', { table: table.name, column, ...sums }));
    }
  }
  if (expected.hash !== found.hash) {
    throw differs(message('database.copy_values', { table: table.name }));
  }
  return { name: table.name, rows: found.rows, sums: found.sums };
}

async function digestOf(
  context: Context,
  table: CopyTable,
): Promise<{ rows: number; sums: Record<string, number>; hash: string }> {
  const hash = createHash('sha256');
  /** Ten-thousandths, so that sums are exact and do not depend on the order. */
  const sums = new Map(table.realColumns.map((column) => [column, 0n]));
  let count = 0;
  for await (const rows of pagesOf(context, table)) {
    count += rows.length;
    for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
    for (const [column, sum] of sums) {
      const index = table.columns.indexOf(column);
      const cells = rows.map((row) => BigInt(Math.round(Number(row[index] ?? 0) * 10_000)));
      sums.set(
        column,
        cells.reduce((total, cell) => total + cell, sum),
      );
    }
  }
  return {
    rows: count,
    sums: Object.fromEntries([...sums].map(([column, sum]) => [column, Number(sum) / 10_000])),
    hash: hash.digest('hex'),
  };
}

/** Reads all rows in the order of their writing, a page at a time. */
async function* pagesOf({ engine }: Context, table: CopyTable): AsyncGenerator<Row[]> {
  const list = table.columns.map(quote).join(', ');
  const page = engine.longReads.prepare(
    `SELECT rowid AS row_key, ${list} FROM ${quote(table.name)}
      WHERE rowid > ? ORDER BY rowid LIMIT ${ROWS_A_PAGE}`,
  );
  let after: number | null = null;
  for (;;) {
    const rows: PageRow[] = await page.bind(after ?? Number.MIN_SAFE_INTEGER).raw<PageRow>();
    if (rows.length === 0) return;
    yield rows.map(([, ...row]) => refuseBlobs(table, row));
    after = rows.at(-1)?.[0] ?? null;
    if (rows.length < ROWS_A_PAGE) return;
  }
}

function refuseBlobs(table: CopyTable, row: readonly SqlValue[]): Row {
  return row.map((cell, index) => {
    if (typeof cell !== 'object' || cell === null) return cell;
    throw new DomainError(
      'conflict',
      message('database.copy_blobs', { table: table.name, column: table.columns[index] ?? '' }),
    );
  });
}

function inChunks(rows: readonly Row[]): string[] {
  const chunks: string[] = [];
  let parts: string[] = [];
  let bytes = 0;
  const close = () => {
    if (parts.length > 0) chunks.push(`[${parts.join(',')}]`);
    parts = [];
    bytes = 0;
  };
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (bytes + text.length > JSON_BYTES) close();
    parts.push(text);
    bytes += text.length;
  }
  close();
  return chunks;
}

function insertWrite(table: CopyTable, rows: string): SQL {
  const list = table.columns.map(quote).join(', ');
  const cells = table.columns.map((_, index) => `json_extract(value, '$[${index}]')`).join(', ');
  return sql`${sql.raw(REPEATABLE)} INSERT INTO ${sql.raw(`${quote(table.name)} (${list})`)}
    SELECT ${sql.raw(cells)} FROM json_each(${rows}) WHERE true ON CONFLICT DO NOTHING`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function differs(problem: Message): DomainError {
  return new DomainError('conflict', message('database.copy_differs', { problem }), {
    hint: message('database.copy_differs_hint'),
  });
}
