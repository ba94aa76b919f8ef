import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createDrizzle } from '../../src/db/clients/drizzle.js';
import { createKnex } from '../../src/db/clients/knex.js';
import { agents, customers } from '../../src/db/schema/book.js';
import { describeOnEngines } from '../helpers/engines/engines.js';

const agent = { id: 'a1', name: 'North', code: 'N' };
const customer = { id: 'c1', agentId: 'a1', name: 'Ann', email: 'ann@example.com' };

describeOnEngines('Drizzle on the seam', ({ open }) => {
  it('inserts and answers the row with its defaults', async () => {
    const db = createDrizzle((await open()).database);
    const [row] = await db.insert(agents).values(agent).returning();
    expect(row).toMatchObject({ ...agent, status: 'active', commissionRate: 0.05, totalVolume: 0 });
    expect(row?.createdAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('keeps the tables of a join apart, although their columns share names', async () => {
    const db = createDrizzle((await open()).database);
    await db.insert(agents).values(agent);
    await db.insert(customers).values(customer);
    const rows = await db
      .select()
      .from(customers)
      .innerJoin(agents, eq(customers.agentId, agents.id));
    expect(rows).toMatchObject([{ customers: customer, agents: agent }]);
  });

  it('runs a batch as a whole', async () => {
    const db = createDrizzle((await open()).database);
    const [inserted, , names] = await db.batch([
      db.insert(agents).values(agent).returning({ id: agents.id }),
      db.update(agents).set({ name: 'South' }).where(eq(agents.id, 'a1')),
      db.select({ name: agents.name }).from(agents),
    ]);
    expect(inserted).toEqual([{ id: 'a1' }]);
    expect(names).toEqual([{ name: 'South' }]);
    await expect(
      db.batch([
        db.update(agents).set({ name: 'East' }),
        db.insert(agents).values({ ...agent, id: 'a2' }),
      ]),
    ).rejects.toMatchObject({ code: 'constraint', columns: ['code'] });
    expect(await db.select({ name: agents.name }).from(agents)).toEqual([{ name: 'South' }]);
  });

  it('hands on the typed error, without the statement and its values in the text', async () => {
    const db = createDrizzle((await open()).database);
    await db.insert(agents).values(agent);
    for (const query of [
      db.insert(agents).values({ ...agent, id: 'a2', name: 'sEcReT' }),
      db
        .insert(agents)
        .values({ ...agent, id: 'a2', name: 'sEcReT' })
        .returning(),
    ]) {
      const error: unknown = await query.then(
        () => undefined,
        (failure: unknown) => failure,
      );
      expect(error).toMatchObject({ code: 'constraint', message: 'is already taken' });
      expect(String(error)).not.toMatch(/sEcReT|insert/i);
    }
  });

  it('has no transactions', async () => {
    const db = createDrizzle((await open()).database);
    let entered = false;
    await expect(
      db.transaction(async (transaction) => {
        entered = true;
        await transaction.insert(agents).values(agent);
      }),
    ).rejects.toThrow(/no interactive transactions/);
    expect(entered).toBe(false);
    expect(await db.get(sql`SELECT count(*) AS total FROM agents`)).toEqual({ total: 0 });
  });
});

describeOnEngines('Knex on the seam', ({ open }) => {
  it('inserts, updates, counts, joins and deletes', async () => {
    const knex = createKnex((await open()).database);
    expect(
      await knex('agents').insert({ id: 'a1', name: 'North', code: 'N' }).returning('*'),
    ).toMatchObject([{ id: 'a1', status: 'active' }]);
    await knex('customers').insert([
      { id: 'c1', agent_id: 'a1', name: 'Ann', email: 'ann@example.com' },
      { id: 'c2', agent_id: 'a1', name: 'Bob', email: 'bob@example.com', phone: null },
    ]);
    expect(await knex('agents').where({ id: 'a1' }).update({ name: 'South' })).toBe(1);
    expect(await knex('customers').count({ total: '*' }).first()).toEqual({ total: 2 });
    const rows: unknown = await knex('customers')
      .join('agents', 'agents.id', 'customers.agent_id')
      .select('customers.name as customer', 'agents.name as agent')
      .whereRaw('customers.name like ?', ['%nn%'])
      .orderBy('customers.id')
      .limit(5);
    expect(rows).toEqual([{ customer: 'Ann', agent: 'South' }]);
    await knex('weekly_stats').insert({
      id: 'w1',
      week_start: '2026-03-02',
      week_end: '2026-03-08',
    });
    expect(await knex('weekly_stats').where({ id: 'w1' }).delete()).toBe(1);
    expect(await knex('weekly_stats').pluck('id')).toEqual([]);
  });

  it('hands on the typed error, without the statement and its values in the text', async () => {
    const knex = createKnex((await open()).database);
    await knex('agents').insert({ id: 'a1', name: 'North', code: 'N' });
    const error: unknown = await knex('agents')
      .insert({ id: 'a2', name: 'sEcReT', code: 'N' })
      .then(
        () => undefined,
        (failure: unknown) => failure,
      );
    expect(error).toMatchObject({
      code: 'constraint',
      kind: 'unique',
      message: 'is already taken',
    });
    expect(String(error)).not.toMatch(/sEcReT|insert/i);
  });

  it('has no transactions', async () => {
    const knex = createKnex((await open()).database);
    let entered = false;
    const attempt = async () => {
      await knex.transaction(async (transaction) => {
        entered = true;
        await transaction('agents').select();
      });
    };
    await expect(attempt()).rejects.toThrow(/no interactive transactions/);
    expect(entered).toBe(false);
  });
});
