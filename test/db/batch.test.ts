import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { commitBatch, guard, inList } from '../../src/db/batch.js';
import { createDrizzle } from '../../src/db/clients/drizzle.js';
import { createKnex } from '../../src/db/clients/knex.js';
import { GuardError } from '../../src/db/errors.js';
import { agents } from '../../src/db/schema/book.js';
import type { D1Database } from '../../src/db/types.js';
import { describeOnEngines } from '../helpers/engines/engines.js';

const insertAgent = (id: string) =>
  sql`INSERT INTO agents (id, name, code) VALUES (${id}, 'Agent', ${id}) RETURNING id`;

async function agentIds(database: D1Database): Promise<unknown[]> {
  return (await database.prepare('SELECT id FROM agents ORDER BY id').raw()).flat();
}

describeOnEngines('a batch', ({ open }) => {
  it('takes SQL, Drizzle builders and compiled Knex queries, and answers the rows of each', async () => {
    const { database } = await open();
    const db = createDrizzle(database);
    const { sql: text, bindings } = createKnex(database)('agents')
      .where({ id: 'a1' })
      .update({ name: 'Knex' })
      .toSQL()
      .toNative();
    const results = await commitBatch(database, [
      insertAgent('a1'),
      db.update(agents).set({ status: 'inactive' }).where(eq(agents.id, 'a1')),
      { sql: text, params: bindings as string[] },
      sql`SELECT name, status FROM agents`,
    ]);
    expect(results).toEqual([[{ id: 'a1' }], [], [], [{ name: 'Knex', status: 'inactive' }]]);
  });

  it('is written when its guard holds, and leaves no row in the table of guards', async () => {
    const { database } = await open();
    await commitBatch(database, [
      insertAgent('a1'),
      guard('agent', sql`SELECT count(*) = 1 FROM agents WHERE id = ${'a1'}`),
      insertAgent('a2'),
    ]);
    expect(await agentIds(database)).toEqual(['a1', 'a2']);
    expect(await database.prepare('SELECT count(*) AS total FROM guards').first('total')).toBe(0);
  });

  it.each([
    ['false', sql`SELECT 0`],
    ['null', sql`SELECT NULL`],
    ['without a row', sql`SELECT 1 WHERE 0`],
  ])('is refused as a whole when its guard is %s', async (_title, condition) => {
    const { database } = await open();
    await expect(
      commitBatch(database, [insertAgent('a1'), guard('never', condition), insertAgent('a2')]),
    ).rejects.toBeInstanceOf(GuardError);
    expect(await agentIds(database)).toEqual([]);
  });

  it('has one winner among twenty at once', async () => {
    const { database } = await open();
    await commitBatch(database, [insertAgent('a1')]);
    const attempt = (name: string) =>
      commitBatch(database, [
        sql`UPDATE agents SET name = ${name} WHERE id = 'a1' AND name = 'Agent'`,
        guard('agent', sql`SELECT name = ${name} FROM agents WHERE id = 'a1'`),
      ]);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => attempt(`winner ${index}`)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(GuardError);
    }
  });

  it('takes a list of any length as one parameter', async () => {
    const { database } = await open();
    await commitBatch(database, [insertAgent('a1'), insertAgent("o'b"), insertAgent('é🎲')]);
    const ids = ['é🎲', "o'b", ...Array.from({ length: 5000 }, (_, index) => `none-${index}`)];
    const [rows] = await commitBatch(database, [
      sql`SELECT id FROM agents WHERE id IN ${inList(ids)} ORDER BY id`,
    ]);
    expect(rows).toEqual([{ id: "o'b" }, { id: 'é🎲' }]);
    const [none] = await commitBatch(database, [
      sql`SELECT id FROM agents WHERE id IN ${inList([])}`,
    ]);
    expect(none).toEqual([]);
  });
});
