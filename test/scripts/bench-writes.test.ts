import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { requestOf } from '../../scripts/bench/measure-writes.js';
import { dropTriggers } from '../../scripts/bench/raw-settlement.js';
import { rawWrites, type BenchWrite } from '../../scripts/bench/raw-writes.js';
import { toTimestamp } from '../../src/db/ids.js';
import { PASSWORD } from '../helpers/books/logins.js';
import { openSizedBook, sizedBookFile } from '../helpers/books/sized-book.js';
import { embedded } from '../helpers/engines/engines.js';
import { openPanels } from '../helpers/panels/driver.js';

const WAGERS = 1_000;

/** Columns to compare by table: all but ids, times, texts of operations and actors. */
const written: Record<string, string> = {
  operations: 'kind',
  wagers: `wager_number, customer_id, agent_id, amount, description, status, odds, potential_win,
    settled_at IS NULL, result, version`,
  gradings: 'wager_id, from_status, from_result, to_status, to_result, win_delta, wager_version',
  transactions: 'type, customer_id, amount, status, reference, description, version',
  customers: 'agent_id, status, betting_limit, balance, version, last_activity IS NULL',
  agents: 'id, total_volume, customer_count',
  activities: 'type, action, amount, metadata',
  audit_log: 'action, table_name',
};

type Written = Record<string, unknown[]>;

function rowsOf(file: string): Written {
  const sqlite = new Sqlite(file, { readonly: true });
  const rows = Object.entries(written).map(([table, columns]): [string, unknown[]] => [
    table,
    sqlite.prepare(`SELECT ${columns} FROM ${table} ORDER BY rowid`).raw().all(),
  ]);
  sqlite.close();
  return Object.fromEntries(rows);
}

function changesBetween(before: Written, after: Written): Written {
  const changed = (table: string, rows: readonly unknown[]) =>
    rows.filter((row, index) => JSON.stringify(row) !== JSON.stringify(before[table]?.[index]));
  return Object.fromEntries(
    Object.entries(after).map(([table, rows]) => [table, changed(table, rows)]),
  );
}

function anActiveWager(file: string): { id: string; customer: string; agent: string } {
  const sqlite = new Sqlite(file, { readonly: true });
  const one = `SELECT id, customer_id AS customer, agent_id AS agent FROM wagers WHERE status = 'active'`;
  const wager = sqlite.prepare(one).get();
  sqlite.close();
  return wager as ReturnType<typeof anActiveWager>;
}

describe('the bare SQL of the bench', () => {
  it.each(Object.keys(rawWrites) as BenchWrite[])(
    'writes the same rows as the panels: %s',
    async (write) => {
      const copyOf = await sizedBookFile(WAGERS);
      const { id, customer, agent } = anActiveWager(copyOf);
      const params = { operation: 'one-operation', ids: JSON.stringify([id]), customer, agent };

      const engine = await embedded.open({ copyOf });
      const { context } = await openSizedBook(engine);
      const server = await openPanels(context);
      const ada = await server.signIn('ada', PASSWORD);
      const before = rowsOf(engine.location);
      const at = toTimestamp(context.clock.now());
      const { path, fields } = requestOf(write, { ...params, at });
      const reply = await ada.post(path.replace('/admin', ''), fields);
      expect(reply.json.notice.type, reply.text).toBe('success');
      const ours = changesBetween(before, rowsOf(engine.location));

      const { location } = await embedded.open({ copyOf });
      const untouched = rowsOf(location);
      const sqlite = new Sqlite(location);
      dropTriggers(sqlite);
      for (const sql of rawWrites[write]) sqlite.prepare(sql).run({ ...params, at });
      sqlite.close();
      expect(changesBetween(untouched, rowsOf(location))).toEqual(ours);
      expect(Object.values(ours).flat().length).toBeGreaterThan(2);
    },
  );
});
