import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrateUp, type Migration, migrationStatus, readMigrations, refuseUnmigrated } from '../../../src/db/migrations/migrator.js';
import { rollback } from '../../../src/db/migrations/rollback.js';
import type { D1Database } from '../../../src/db/types.js';
import { describeOnEngines, temporaryFolder } from '../../helpers/engines/engines.js';

/** Three small migrations of an imaginary schema. */
const [first, second, third] = [
  '20260101000000_one',
  '20260102000000_two',
  '20260103000000_three',
].map((name, index): Migration => ({
  name,
  hash: `hash ${index}`,
  up: [`CREATE TABLE t${index} (a TEXT)`, `INSERT INTO t${index} (a) VALUES ('x')`],
  down: [`DROP TABLE t${index}`],
})) as [Migration, Migration, Migration];
const migrations = [first, second, third];

async function tables(database: D1Database): Promise<unknown[]> {
  const rows = await database
    .prepare("SELECT name FROM sqlite_schema WHERE name GLOB 't[0-9]' ORDER BY name")
    .raw();
  return rows.flat();
}

async function states(database: D1Database, known: Migration[]): Promise<string[]> {
  return (await migrationStatus(database, known)).map(({ state }) => state);
}

describeOnEngines('the migrator', ({ open, openShared }) => {
  it('applies what is pending, once', async () => {
    const { database } = await open({ empty: true });
    expect(await states(database, migrations)).toEqual(['pending', 'pending', 'pending']);
    expect(await migrateUp(database, migrations)).toEqual(migrations.map(({ name }) => name));
    expect(await migrateUp(database, migrations)).toEqual([]);
    expect(await tables(database)).toEqual(['t0', 't1', 't2']);
    const status = await migrationStatus(database, migrations);
    expect(status.map(({ state }) => state)).toEqual(['applied', 'applied', 'applied']);
    expect(status[0]?.appliedAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    await refuseUnmigrated(database, migrations);
  });

  it('goes on from the newest applied migration', async () => {
    const { database } = await open({ empty: true });
    await migrateUp(database, [first]);
    await expect(refuseUnmigrated(database, migrations)).rejects.toMatchObject({
      code: 'configuration',
      message: `migrations are pending: ${second.name} and ${third.name}`,
    });
    expect(await migrateUp(database, migrations)).toEqual([second.name, third.name]);
  });

  it('takes back the newest, all after a name, or none after the newest', async () => {
    const { database } = await open({ empty: true });
    await migrateUp(database, migrations);
    expect(await rollback(database, migrations)).toEqual([third.name]);
    expect(await tables(database)).toEqual(['t0', 't1']);
    await migrateUp(database, migrations);
    expect(await rollback(database, migrations, { to: third.name })).toEqual([]);
    expect(await rollback(database, migrations, { to: first.name })).toEqual([
      third.name,
      second.name,
    ]);
    expect(await tables(database)).toEqual(['t0']);
    expect(await states(database, migrations)).toEqual(['applied', 'pending', 'pending']);
    expect(await rollback(database, migrations)).toEqual([first.name]);
    expect(await rollback(database, migrations)).toEqual([]);
  });

  it('takes nothing back when a name is not applied or a migration has no way down', async () => {
    const { database } = await open({ empty: true });
    await migrateUp(database, migrations);
    await expect(rollback(database, migrations, { to: 'nowhere' })).rejects.toMatchObject({
      code: 'not_found',
    });
    const oneWay = [first, { ...second, down: null }, third];
    await expect(rollback(database, oneWay, { to: first.name })).rejects.toThrow(
      /20260102000000_two has no down script/,
    );
    expect(await tables(database)).toEqual(['t0', 't1', 't2']);
  });

  it('refuses a changed file by name', async () => {
    const { database } = await open({ empty: true });
    await migrateUp(database, [first, second]);
    const changed = [first, { ...second, hash: 'another' }, third];
    expect(await states(database, changed)).toEqual(['applied', 'drifted', 'pending']);
    for (const attempt of [
      () => migrateUp(database, changed),
      () => rollback(database, changed),
      () => refuseUnmigrated(database, changed),
    ]) {
      await expect(attempt()).rejects.toThrow(/file of an applied migration was changed: 20260102/);
    }
    expect(await tables(database)).toEqual(['t0', 't1']);
  });

  it('refuses a database that is newer than the code, and names the migration', async () => {
    const { database } = await open({ empty: true });
    await migrateUp(database, migrations);
    expect(await states(database, [first])).toEqual(['applied', 'missing', 'missing']);
    for (const attempt of [migrateUp, rollback]) {
      await expect(attempt(database, [first])).rejects.toThrow(
        /newer than this code: .* lacks 20260102000000_two and 20260103000000_three/,
      );
    }
  });

  it('refuses a migration that is older than an applied one by name', async () => {
    const { database } = await open({ empty: true });
    await migrateUp(database, [first, third]);
    await expect(migrateUp(database, migrations)).rejects.toThrow(
      /out of order: 20260102000000_two is pending but older than 20260103000000_three/,
    );
    expect(await tables(database)).toEqual(['t0', 't2']);
  });

  it('refuses a database of another program, also one with a table of migrations', async () => {
    for (const migrationsTable of [false, true]) {
      const { database } = await open({ empty: true });
      await database.prepare('CREATE TABLE recipes (name TEXT)').run();
      if (migrationsTable) {
        await database.prepare('CREATE TABLE migrations (id INTEGER, batch INTEGER)').run();
      }
      await expect(migrateUp(database, migrations)).rejects.toMatchObject({
        code: 'configuration',
        message: expect.stringMatching(
          /has tables .*recipes.* lacks the migration history of this one/,
        ) as string,
      });
      expect(await tables(database)).toEqual([]);
    }
  });

  it('leaves no trace of a migration that fails half-way, and keeps those before it', async () => {
    const { database } = await open({ empty: true });
    const broken = { ...second, up: ['CREATE TABLE t1 (a TEXT)', 'CREATE TABLE t1 (b TEXT)'] };
    await expect(migrateUp(database, [first, broken, third])).rejects.toMatchObject({
      message: expect.stringMatching(/20260102000000_two failed: .*t1.* already exists/) as string,
      hint: 'nothing of it was applied',
    });
    expect(await tables(database)).toEqual(['t0']);
    expect(await states(database, migrations)).toEqual(['applied', 'pending', 'pending']);
    expect(await migrateUp(database, migrations)).toEqual([second.name, third.name]);
  });

  it('names the rule when the rows break one', async () => {
    const { database } = await open({ empty: true });
    await migrateUp(database, [first]);
    const strict = {
      ...second,
      up: ['CREATE UNIQUE INDEX t0_a ON t0 (a)', "INSERT INTO t0 (a) VALUES ('x')"],
    };
    await expect(migrateUp(database, [first, strict])).rejects.toThrow(
      /20260102000000_two failed: unique t0\.a: is already taken/,
    );
  });

  it('leaves no trace of a rollback that fails half-way', async () => {
    const { database } = await open({ empty: true });
    await migrateUp(database, migrations);
    const broken = { ...third, down: ['DROP TABLE t2', 'DROP TABLE nowhere'] };
    await expect(rollback(database, [first, second, broken])).rejects.toThrow(/nowhere/);
    expect(await tables(database)).toEqual(['t0', 't1', 't2']);
    expect(await states(database, migrations)).toEqual(['applied', 'applied', 'applied']);
  });

  it('applies each once when several processes start at once', async () => {
    const engines = await openShared(3, { empty: true });
    const applied = await Promise.all(
      engines.map(({ database }) => migrateUp(database, migrations)),
    );
    expect(applied.flat().sort()).toEqual(migrations.map(({ name }) => name));
    const [engine] = engines;
    if (!engine) throw new Error('no engine');
    for (const table of ['t0', 't1', 't2']) {
      expect(await engine.database.prepare(`SELECT a FROM ${table}`).raw()).toEqual([['x']]);
    }
    const outcomes = await Promise.allSettled(
      engines.map(({ database }) => rollback(database, migrations)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        expect(outcome.reason).toMatchObject({
          code: 'conflict',
          message: expect.stringMatching(
            /another process took migration \d+_(one|two|three) back/,
          ) as string,
        });
      }
    }
  });
});

describe('migration files', () => {
  it('are read in order, with their way down, whatever the line ends', () => {
    const folder = temporaryFolder();
    const write = (name: string, text: string) => {
      fs.writeFileSync(path.join(folder, name), text);
    };
    const up = 'CREATE TABLE b (c TEXT);\n--> statement-breakpoint\nCREATE INDEX i ON b (c);\n';
    write('20260102000000_b.sql', up);
    write('20260102000000_b.down.sql', 'DROP TABLE b;');
    write('20260101000000_a.sql', 'CREATE TABLE a (c TEXT)');
    write('notes.sql', 'SELECT 1');
    const [a, b] = readMigrations(folder);
    expect(readMigrations(folder)).toHaveLength(2);
    expect(a).toMatchObject({ name: '20260101000000_a', down: null });
    expect(b).toMatchObject({
      name: '20260102000000_b',
      up: ['CREATE TABLE b (c TEXT);', 'CREATE INDEX i ON b (c);'],
      down: ['DROP TABLE b;'],
    });
    write('20260102000000_b.sql', up.replaceAll('\n', '\r\n'));
    expect(readMigrations(folder)[1]).toEqual(b);
    write('20260102000000_b.sql', `${up} `);
    expect(readMigrations(folder)[1]?.hash).not.toBe(b?.hash);
  });
});
