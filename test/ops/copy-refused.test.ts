import { describe, expect, it } from 'vitest';
import { type Context } from '../../src/context.js';
import { migrateUp, migrationStatus } from '../../src/db/migrations/migrator.js';
import { copyBook } from '../../src/ops/copy.js';
import type { Message } from '../../src/messages/message.js';
import { addAgent, addCustomer, openBook, query } from '../helpers/books/book.js';
import { testEngines } from '../helpers/engines/engines.js';
import { said } from '../helpers/messages/said.js';
import { dump, emptyContext, migrations, smallBook } from './copies.js';

describe.each(testEngines)(
  'a copy to $name that is refused or fails',
  { timeout: 120_000 },
  (on) => {
    it('refuses a target with rows, and does not change it', async () => {
      const { context: source } = await openBook(on);
      const { context: target } = await openBook(on);
      const before = await dump(target);
      await expect(copyBook(source, target, { migrations })).rejects.toMatchObject({
        code: 'conflict',
        message: 'the target has rows in users',
      });
      expect(await dump(target)).toEqual(before);
    });

    it('refuses to copy a database onto itself', async () => {
      const { context } = await openBook(on);
      await expect(copyBook(context, context, { migrations })).rejects.toThrow(/are the same/);
    });

    it('names the target of a copy that failed, and the way out', async () => {
      const source = await smallBook(on);
      await query(source, 'CREATE TABLE note (a)');
      const target = await emptyContext(on);
      const onProgress = async (step: Message) => {
        if (said(step) === 'comparing') await query(source, 'INSERT INTO note VALUES (1)');
      };
      const { location } = target.engine;
      await expect(copyBook(source, target, { migrations, onProgress })).rejects.toMatchObject({
        message: expect.stringContaining(
          `the copy into ${location} failed: the copy differs`,
        ) as string,
        hint: expect.stringContaining(`the target ${location} is not whole`) as string,
      });
    });

    it('refuses a source that does not reconcile, and touches no target', async () => {
      const { context: source } = await openBook(on);
      const agent = await addAgent(source);
      await addCustomer(source, agent);
      await query(source, 'DROP TRIGGER trg_agents_totals').catch(() => undefined);
      const triggers = await query<{ name: string }>(
        source,
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'customers'",
      );
      for (const { name } of triggers) await query(source, `DROP TRIGGER "${name}"`);
      await query(source, 'UPDATE customers SET balance = 7');
      const target = await emptyContext(on);
      await expect(copyBook(source, target, { migrations })).rejects.toThrow(
        /the source does not reconcile, \d+ rows? broken: /,
      );
      expect(await query(target, 'SELECT name FROM sqlite_schema WHERE name = ?', 'users')).toEqual(
        [],
      );
    });

    it('refuses a source that is not at this code’s migrations', async () => {
      const source = await emptyContext(on);
      await migrateUp(source.database, migrations.slice(0, 1));
      await expect(copyBook(source, await emptyContext(on), { migrations })).rejects.toThrow(
        /migrations are pending/,
      );
    });

    it('refuses databases whose schemas were changed by hand', async () => {
      const { context: source } = await openBook(on);
      const target = await emptyContext(on);
      await migrateUp(target.database, migrations);
      await query(target, 'DROP INDEX idx_users_role');
      await query(target, 'CREATE INDEX idx_users_role ON users (email)');
      await expect(copyBook(source, target, { migrations })).rejects.toThrow(
        /index idx_users_role is not the same in both/,
      );
      await query(source, 'DROP INDEX idx_users_role');
      const untouched = await emptyContext(on);
      await expect(copyBook(source, untouched, { migrations })).rejects.toThrow(
        /index idx_users_role of the source is missing/,
      );
      expect(await query(untouched, 'SELECT name FROM sqlite_schema')).toEqual([]);
    });

    it('leaves a database that nothing opens when it is cut off', async () => {
      const { context: source } = await openBook(on);
      await addAgent(source);
      const target = await emptyContext(on);
      let batches = 0;
      const database = Object.create(target.database) as Context['database'];
      database.batch = (writes) => {
        batches += 1;
        return batches > migrations.length + 3
          ? Promise.reject(new Error('the line is dead'))
          : target.database.batch(writes);
      };
      const dying: Context = { ...target, database };
      const { location } = target.engine;
      await expect(copyBook(source, dying, { migrations })).rejects.toMatchObject({
        message: `the copy into ${location} failed: the line is dead`,
        hint: expect.stringContaining(`the target ${location} is not whole`) as string,
      });
      const status = await migrationStatus(target.database, migrations);
      expect(status.at(-1)).toMatchObject({ name: '99999999999999_load_under_way' });
      await expect(migrateUp(target.database, migrations)).rejects.toThrow(
        /copy into this database is running, or was cut off/,
      );
      await expect(copyBook(target, await emptyContext(on), { migrations })).rejects.toThrow(
        /copy into this database is running, or was cut off/,
      );
    });

    it('names the target that could not be migrated', async () => {
      const { context: source } = await openBook(on);
      const target = await emptyContext(on);
      const database = Object.create(target.database) as Context['database'];
      database.batch = () => Promise.reject(new Error('the line is dead'));
      const { location } = target.engine;
      const dying: Context = { ...target, database };
      await expect(copyBook(source, dying, { migrations })).rejects.toMatchObject({
        message: expect.stringContaining(`the copy into ${location} failed`) as string,
        hint: expect.stringContaining('the target has no rows: remove it') as string,
      });
    });

    it('notices a change of its source', async () => {
      const { context: source } = await openBook(on);
      const onProgress = async (step: Message) => {
        if (said(step) === 'agents: 0 rows') await addAgent(source);
      };
      const target = await emptyContext(on);
      await expect(copyBook(source, target, { migrations, onProgress })).rejects.toThrow(
        /the copy differs from its source: agents has 1 row in the source and 0 rows in the copy/,
      );
      await expect(migrateUp(target.database, migrations)).rejects.toThrow(
        /copy into this database is running, or was cut off/,
      );
    });
  },
);
