import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { commitBatch } from '../../../src/db/batch.js';
import { introspect } from '../../../src/db/introspection/introspect.js';
import { findByIndex, searchIndexOf } from '../../../src/services/lists/search-index.js';
import { placeWager } from '../../../src/services/wagers/wagers.js';
import { addAgent, addCustomer, openBook, query } from '../../helpers/books/book.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { run } from '../../helpers/commands/run.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';

async function openWagers(testEngine: TestEngine) {
  const { context, admin, engine } = await openBook(testEngine);
  const customer = await addCustomer(context, await addAgent(context), { limit: 1_000_000 });
  await placeMany(context, admin, [customer], 30);
  const place = async (description: string) => {
    const { done } = await placeWager(context, admin, {
      operationId: context.newId(),
      customerId: customer,
      amount: 10,
      odds: -110,
      description,
    });
    return done[0]?.id ?? '';
  };
  const find = async (text: string) => {
    const wanted = { table: 'wagers', column: 'description', text };
    const found = await findByIndex(context, wanted, { few: 100, most: 100 });
    if (found === null || found === 'many') return null;
    const read = sql`SELECT id FROM wagers WHERE rowid IN ${found.rows} ORDER BY id`;
    const [rows] = await commitBatch(context.database, [read]);
    return rows.map(({ id }) => id);
  };
  return { context, engine, place, find };
}

describeOnEngines('search-index', (testEngine) => {
  it('builds an index that finds old and new rows and follows changes, and drops it', async () => {
    const { context, engine, place, find } = await openWagers(testEngine);
    const before = await place('The Quetzal "A" to win');
    expect(await find('quetzal')).toBeNull();
    const built = await run(engine, ['search-index', 'build', 'wagers']);
    expect([built.exitCode, built.stderr]).toEqual([0, expect.stringContaining('31 of 31 rows')]);
    const after = await place('a quetzal again');
    expect(await find('QUETZAL')).toEqual([before, after].sort());
    expect(await find('quetzal "a" to')).toEqual([before]);
    expect(await find('no such text')).toEqual([]);
    expect(await find('qu')).toBeNull();
    await query(context, `UPDATE wagers SET description = 'another bird' WHERE id = ?`, after);
    expect(await find('quetzal')).toEqual([before]);
    expect(await find('other bir')).toEqual([after]);
    const again = await run(engine, ['search-index', 'build', 'wagers']);
    expect([again.exitCode, again.stderr]).toEqual([1, expect.stringContaining('already exists')]);
    const dropped = await run(engine, ['search-index', 'drop', '--json']);
    expect(dropped.json).toEqual([
      { table: 'wagers', state: 'dropped' },
      { table: 'transactions', state: 'there was no index' },
    ]);
    expect(await find('quetzal')).toBeNull();
    expect(await query(context, `SELECT 1 FROM sqlite_schema WHERE name GLOB 'search_index*'`)).toEqual([]); // prettier-ignore
  });

  it('does not use an unfinished index, and rebuilds it over the remains', async () => {
    const { context, engine, place, find } = await openWagers(testEngine);
    const id = await place('a quetzal');
    await run(engine, ['search-index', 'build']);
    const { name } = searchIndexOf('wagers');
    await query(context, `DROP TRIGGER ${name}_update`);
    expect(await find('quetzal')).toBeNull();
    const status = await run(engine, ['search-index', 'status', '--json']);
    expect(status.json).toEqual([
      { table: 'wagers', state: 'unfinished' },
      { table: 'transactions', state: 'ready' },
    ]);
    expect((await run(engine, ['search-index', 'rebuild', 'wagers'])).exitCode).toBe(0);
    expect(await find('quetzal')).toEqual([id]);
  });

  it('leaves the tables of the panels and the checks of the schema alone', async () => {
    const { context, engine } = await openWagers(testEngine);
    const before = await introspect(context.database);
    await run(engine, ['search-index', 'build']);
    expect(await introspect(context.database)).toEqual(before);
    expect(await run(engine, ['db', 'check'])).toMatchObject({ exitCode: 0 });
    expect(await run(engine, ['db', 'status'])).toMatchObject({ exitCode: 0 });
    expect(await run(engine, ['reconcile'])).toMatchObject({ exitCode: 0 });
  });

  it('accepts two tables only', async () => {
    const { engine } = await openWagers(testEngine);
    const { exitCode, stderr } = await run(engine, ['search-index', 'build', 'users']);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('wagers and transactions')]);
  });
});
