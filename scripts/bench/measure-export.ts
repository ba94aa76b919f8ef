import Sqlite from 'better-sqlite3';
import { time } from './measure.js';
import type { Client } from './server.js';

/** Measures an export of the newest wagers beside one query for the same rows and `JSON.stringify`. */

const ROWS = 100_000;

export interface ExportResult {
  rows: number;
  ms: number;
  rawMs: number;
}

const columns =
  'w.id, w.wager_number, w.customer_id, w.amount, w.odds, w.potential_win, w.status, w.result, w.created_at';

/** @throws Error when the two files have different rows */
export async function measureExport(file: string, client: Client): Promise<ExportResult> {
  const since = exportSince(file);
  const sqlite = new Sqlite(file, { readonly: true });
  let expected: { id: string }[] = [];
  const rawMs = await time(async () => {
    expected = sqlite
      .prepare(
        `SELECT ${columns}, (SELECT name FROM customers c WHERE c.id = w.customer_id) AS customer
        FROM wagers w WHERE w.created_at >= ? ORDER BY w.created_at DESC, w.id DESC`,
      )
      .all(since) as { id: string }[];
    JSON.stringify(expected);
    return Promise.resolve();
  });
  sqlite.close();
  let text = '';
  const ms = await time(async () => {
    text = await client.get(exportAddress(since, 'id,wager_number,customer_id,amount,odds,potential_win,status,result,created_at')); // prettier-ignore
  });
  const rows = JSON.parse(text) as Record<string, unknown>[];
  const ids = rows.map((row) => Object.values(row)[0]);
  if (ids.join() !== expected.map(({ id }) => id).join()) {
    throw new Error(`the export holds ${ids.length} rows, SQLite answers ${expected.length}`);
  }
  return { rows: ids.length, ms, rawMs };
}

/** Exports the same wagers again, while others read. */
export async function exportNewest(file: string, client: Client): Promise<void> {
  await client.get(exportAddress(exportSince(file)));
}

function exportAddress(since: string, shown?: string): string {
  const query = new URLSearchParams({
    format: 'json',
    'filters.created_at~~from': since,
    ...(shown === undefined ? {} : { columns: shown }),
  });
  return `/admin/api/resources/wagers/actions/export?${query.toString()}`;
}

/** Time at which the oldest of the exported wagers was placed. */
function exportSince(file: string): string {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    const nth = sqlite
      .prepare('SELECT created_at FROM wagers ORDER BY created_at DESC LIMIT 1 OFFSET ?')
      .pluck();
    return (nth.get(ROWS - 1) ??
      sqlite.prepare('SELECT min(created_at) FROM wagers').pluck().get()) as string;
  } finally {
    sqlite.close();
  }
}
