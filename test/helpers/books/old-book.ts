import { sql } from 'drizzle-orm';
import fs from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { createContext } from '../../../src/context.js';
import { commitBatch } from '../../../src/db/batch.js';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import type { Migration } from '../../../src/db/migrations/files.js';
import { migrateUp, readMigrations } from '../../../src/db/migrations/migrator.js';
import { toTimestamp } from '../../../src/db/ids.js';
import { describeState, type WagerState } from '../../../src/domain/wager.js';
import { migrationsFolder } from '../../../src/paths.js';
import type { TestEngine } from '../engines/engines.js';
import { addAgent, addCustomer, addLogin, query, steppableClock, testConfig } from './book.js';
import type { Book } from './book.js';

/** A book from before wagers had to be accepted, written by raw SQL under the triggers of that time. */

const RULE = '_wager_acceptance';

/** `pending`, `settled win`, `voided void` */
export type StateText = string;

export interface OldBook extends Book {
  customerId: string;
  login: Awaited<ReturnType<typeof addLogin>>;
  /** Wagers of 100.00 at -110 by their number; each has gone through its states. */
  ids: Record<string, string>;
  /** Applies the migration with the rule, and those after it. */
  upgrade(): Promise<void>;
}

/** Ann's wagers in a book at the migration before the rule, W-1001 first. */
export async function openOldBook(
  testEngine: Pick<TestEngine, 'open'>,
  histories: readonly (readonly StateText[])[],
): Promise<OldBook> {
  const migrations = readMigrations(migrationsFolder);
  const engine = await testEngine.open({ copyOf: await schemaBeforeRule(migrations) });
  const clock = steppableClock();
  const context = await createContext(testConfig(), { engine, clock, passwordCost: 4 });
  const admin = await addLogin(context, 'admin');
  const customerId = await addCustomer(context, await addAgent(context), { limit: 10_000 });
  const login = await addLogin(context, 'customer', { customerId });
  const placed = await placeOld({ context, login, clock }, customerId, histories.length);
  const ids: Record<string, string> = {};
  for (const [index, states] of histories.entries()) {
    const id = placed[index] ?? '';
    ids[`W-${1001 + index}`] = id;
    for (const state of states) {
      clock.advance(1);
      await change({ context, admin, clock }, id, toState(state));
    }
  }
  return {
    ...{ context, engine, clock, admin, customerId, login, ids },
    upgrade: async () => {
      await migrateUp(engine.database, migrations);
    },
  };
}

/** Makes the file once in a run of the tests. */
async function schemaBeforeRule(migrations: readonly Migration[]): Promise<string> {
  const file = path.join(path.dirname(inject('migratedDatabase')), 'before-acceptance.db');
  if (fs.existsSync(file)) return file;
  const aside = `${file}.${process.pid}`;
  const engine = openEmbedded({ file: aside, enforceD1Limits: true, threads: false });
  const ruleAt = migrations.findIndex(({ name }) => name.endsWith(RULE));
  await migrateUp(engine.database, migrations.slice(0, ruleAt));
  await engine.close();
  // Another worker may have made the same: the name is taken when the file is whole.
  fs.renameSync(aside, file);
  return file;
}

/** Places pending wagers of 100.00 at -110, with the columns of that time. */
async function placeOld(
  { context, login, clock }: Pick<OldBook, 'context' | 'login' | 'clock'>,
  customerId: string,
  count: number,
): Promise<string[]> {
  const operationId = context.newId();
  const at = toTimestamp(clock.now());
  const ids = Array.from({ length: count }, () => context.newId());
  await commitBatch(context.database, [
    sql`INSERT INTO operations (id, kind, actor_user_id, request_hash, result, created_at)
      VALUES (${operationId}, 'wager.place', ${login.userId}, 'old', '{}', ${at})`,
    ...ids.flatMap((id, index) => [
      sql`INSERT INTO wagers (id, wager_number, customer_id, agent_id, amount, description, status,
          odds, potential_win, created_at, updated_at, operation_id)
        SELECT ${id}, ${`W-${1001 + index}`}, id, agent_id, 100, 'Bears -3.5', 'pending', -110, 90.91,
          ${at}, ${at}, ${operationId} FROM customers WHERE id = ${customerId}`,
      sql`INSERT INTO transactions (id, type, customer_id, amount, status, reference, description,
          created_at, updated_at, processed_at, operation_id)
        SELECT ${context.newId()}, 'wager', customer_id, amount, 'completed', wager_number,
          'Stake of ' || wager_number, created_at, created_at, created_at, ${operationId}
        FROM wagers WHERE id = ${id}`,
    ]),
  ]);
  return ids;
}

function toState(text: StateText): WagerState {
  const [status, result] = text.split(' ');
  return { status, result: result ?? null } as WagerState;
}

/** Cents that a wager of 100.00 at -110 has paid in a state, and the book's win. */
const payouts: Record<string, number> = { win: 19_091, push: 10_000, void: 10_000 };
const wins: Record<string, number> = { win: -9091, loss: 10_000 };
const payout = ({ status, result }: WagerState) =>
  status === 'cancelled' ? 10_000 : (payouts[result ?? ''] ?? 0);
const win = ({ result }: WagerState) => wins[result ?? ''] ?? 0;

/** Writes grading, payment and wager as the operations of that time did. */
async function change(
  { context, admin, clock }: Pick<Book, 'context' | 'admin' | 'clock'>,
  id: string,
  to: WagerState,
): Promise<void> {
  const [from] = await query<WagerState>(
    context,
    'SELECT status, result FROM wagers WHERE id = ?',
    id,
  );
  if (!from) throw new Error(`no wager ${id}`);
  const operationId = context.newId();
  const at = toTimestamp(clock.now());
  const paid = (payout(to) - payout(from)) / 100;
  const winDelta = (win(to) - win(from)) / 100;
  const isRefund = from.result === null && to.result !== 'win';
  await commitBatch(context.database, [
    sql`INSERT INTO operations (id, kind, actor_user_id, request_hash, result, created_at)
      VALUES (${operationId}, 'wager.change', ${admin.userId}, 'old', '{}', ${at})`,
    sql`INSERT INTO gradings (id, wager_id, from_status, from_result, to_status, to_result,
        win_delta, created_at, actor_user_id, operation_id, wager_version)
      SELECT ${context.newId()}, id, status, result, ${to.status}, ${to.result}, ${winDelta}, ${at},
        ${admin.userId}, ${operationId}, version + 1 FROM wagers WHERE id = ${id}`,
    ...(paid === 0
      ? []
      : [
          sql`INSERT INTO transactions (id, type, customer_id, amount, status, reference,
              description, created_at, updated_at, processed_at, operation_id)
            SELECT ${context.newId()}, ${isRefund ? 'refund' : 'settlement'}, customer_id, ${paid},
              'completed', wager_number, ${describeState(to)}, ${at}, ${at}, ${at}, ${operationId}
            FROM wagers WHERE id = ${id}`,
        ]),
    sql`UPDATE wagers SET status = ${to.status}, result = ${to.result}, updated_at = ${at},
        settled_at = ${to.result === null ? null : at}, version = version + 1,
        operation_id = ${operationId} WHERE id = ${id}`,
  ]);
}
