import Sqlite from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import type { Client } from '../bench/server.js';

/** Moves money all the time: places and settles wagers, processes payments. */

/** A writer's next request. */
export type NextWrite = () => Promise<unknown>;

/** Deals the rows to the writers: no two of them change the same one. */
export function writesOf(file: string, admin: Client): NextWrite {
  const sqlite = new Sqlite(file, { readonly: true });
  const idsOf = (sql: string) => sqlite.prepare(sql).pluck().all() as string[];
  const active = idsOf("SELECT id FROM wagers WHERE status = 'active' ORDER BY id");
  const payments = idsOf(
    "SELECT id FROM transactions WHERE status = 'pending' AND type = 'deposit' ORDER BY id",
  );
  const customers = idsOf('SELECT id FROM customers ORDER BY id');
  sqlite.close();
  const post = (address: string, fields: Record<string, string> = {}) =>
    admin.post(`/admin/api/resources/${address}`, {
      step: 'commit',
      operationId: `soak-${randomBytes(12).toString('hex')}`,
      ...fields,
    });
  let turn = 0;
  return () => {
    turn += 1;
    const customerId = customers[turn % customers.length] ?? '';
    const wager = turn % 3 === 1 ? active.pop() : undefined;
    if (wager !== undefined) return post(`wagers/records/${wager}/settle`, { result: 'win' });
    const payment = turn % 3 === 2 ? payments.pop() : undefined;
    if (payment !== undefined) return post(`transactions/records/${payment}/process`);
    const description = `Placed beside long reads, game ${turn}`;
    return post('wagers/actions/place', { customerId, description, amount: '10', odds: '-110' });
  };
}
