import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { commitBatch } from '../../../src/db/batch.js';
import {
  createTransaction,
  processTransactions,
} from '../../../src/services/transactions/transactions.js';
import { settleWagers } from '../../../src/services/wagers/wagers.js';
import { PASSWORD } from '../../helpers/books/logins.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { embedded } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import type { Person } from '../../helpers/panels/driver.js';

async function open() {
  const { people, server, ...book } = await openPanelBook(embedded, {
    agents: ['north', 'south'],
    customers: { ann: 'north', bob: 'south' },
    logins: { ada: 'admin', gus: { agent: 'north' }, cleo: { customer: 'ann' } },
  });
  await commitBatch(book.context.database, [
    sql`UPDATE customers SET betting_limit = 100000 WHERE id IN ('ann', 'bob')`,
  ]);
  return { ...book, ...people, server };
}

interface Shown {
  record: {
    recordActions: { name: string }[];
    refusedActions?: { name: string; reason: string }[];
  };
}

async function shownTo(person: Person, table: string, id: string) {
  const { json } = await person.get(`/api/resources/${table}/records/${id}/show`);
  const { record } = json as unknown as Shown;
  return {
    open: record.recordActions.map(({ name }) => name),
    refused: Object.fromEntries(
      (record.refusedActions ?? []).map(({ name, reason }) => [name, reason]),
    ),
  };
}

describe('actions that the state of a record refuses', () => {
  it('stand on its page with the reason of the domain and the way out', async () => {
    const { context, actor, ada } = await open();
    const [id = ''] = await placeMany(context, actor, ['ann'], 1);
    expect((await shownTo(ada, 'wagers', id)).refused).toEqual({
      accept: 'already active',
      cancel: 'active, and only a pending one can be cancelled; use void to give the stake back',
      regrade: 'active and has no result yet; use settle',
      reopen: 'already open (active)',
    });
    const operation = { operationId: 'settle-it', ids: [id], result: 'win' } as const;
    await settleWagers(context, actor, operation);
    const settled = await shownTo(ada, 'wagers', id);
    expect(settled.open).toEqual(expect.arrayContaining(['show', 'regrade', 'reopen']));
    expect(settled.open).not.toContain('settle');
    expect(settled.refused).toEqual({
      accept: 'already settled as win',
      settle: 'already settled as win; use regrade to change its result',
      void: 'already settled as win; use regrade to change its result',
      cancel: 'already settled as win; use regrade to change its result',
    });
  });

  it('name no action that the role does not have', async () => {
    const { context, actor, gus, cleo, server } = await open();
    const [id = ''] = await placeMany(context, actor, ['ann'], 1);
    expect((await shownTo(gus, 'wagers', id)).refused).toEqual({
      accept: 'already active',
      cancel: 'active, and only a pending one can be cancelled',
    });
    expect((await shownTo(cleo, 'wagers', id)).refused).toEqual({});
    const spanish = await server.signIn('gus', PASSWORD, 'es');
    expect((await shownTo(spanish, 'wagers', id)).refused).toEqual({
      accept: 'ya activa',
      cancel: 'activa, y solo se cancela una pendiente',
    });
  });

  it('are told of no row of another agent', async () => {
    const { context, actor, gus } = await open();
    const [id = ''] = await placeMany(context, actor, ['bob'], 1);
    const reply = await gus.get(`/api/resources/wagers/records/${id}/show`);
    expect(reply.status).toBe(404);
    expect(reply.text).not.toContain('active');
  });

  it('include those that only the book decides: a withdrawal beyond the balance', async () => {
    const { context, actor, ada } = await open();
    const asked = { customerId: 'ann', amount: '50', description: null };
    const created = await createTransaction(context, actor, {
      ...{ ...asked, operationId: 'withdraw-it', type: 'withdrawal' },
    });
    const id = created.done[0]?.id ?? '';
    const before = await shownTo(ada, 'transactions', id);
    expect(before.refused['process']).toBe('beyond the balance; it stays pending');
    expect(before.open).toEqual(expect.arrayContaining(['fail', 'cancel']));
    expect(before.open).not.toContain('process');
    const deposit = await createTransaction(context, actor, {
      ...{ ...asked, operationId: 'deposit-it', type: 'deposit' },
    });
    await processTransactions(context, actor, {
      operationId: 'process-it',
      ids: deposit.done.map((line) => line.id),
    });
    const after = await shownTo(ada, 'transactions', id);
    expect(after.open).toContain('process');
    expect(after.refused).toEqual({
      reverse: 'pending; use cancel',
    });
  });
});

describe('columns that a form shows only', () => {
  const reasons = async (person: Person, table: string) => {
    const { json } = await person.get(`/api/resources/${table}`);
    const { resource } = json as unknown as {
      resource: { properties: Record<string, { custom: { formReason?: string } }> };
    };
    return Object.fromEntries(
      Object.entries(resource.properties).flatMap(([path, { custom }]) =>
        custom.formReason === undefined ? [] : [[path, custom.formReason]],
      ),
    );
  };

  it('say why, as far as the role has the form', async () => {
    const { ada, gus, cleo } = await open();
    expect(await reasons(ada, 'customers')).toEqual({ balance: 'changes by transactions only' });
    expect(await reasons(ada, 'agents')).toEqual({
      credit_free: 'added up from the limits of the agent’s customers',
      credit_used: 'added up from the limits of the agent’s customers',
      customer_count: 'counted from the customers of the agent',
      total_volume: 'the sum of the stakes of its wagers',
    });
    expect(await reasons(gus, 'customers')).toEqual({
      balance: 'changes by transactions only',
      status: 'an administrator changes it',
    });
    expect(await reasons(gus, 'agents')).toEqual({});
    expect(await reasons(cleo, 'customers')).toEqual({});
  });
});
