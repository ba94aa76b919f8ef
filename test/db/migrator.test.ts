import { expect, it } from 'vitest';
import { migrateUp, migrationStatus, readMigrations, rollback } from '../../src/db/migrator.js';
import type { D1Database } from '../../src/db/types.js';
import { migrationsFolder } from '../../src/paths.js';
import { describeOnEngines } from '../helpers/engines.js';

const migrations = readMigrations(migrationsFolder);

async function dump(database: D1Database): Promise<unknown[]> {
  const { results } = await database
    .prepare(
      `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT GLOB '_cf_*' ORDER BY type, name`,
    )
    .all();
  return results;
}

describeOnEngines('migrator', ({ open }) => {
  it('applies everything, takes everything back one by one, and gives the same schema again', async () => {
    const { database } = await open({ empty: true });
    expect(await migrateUp(database, migrations)).toEqual(migrations.map(({ name }) => name));
    const first = await dump(database);
    for (const migration of [...migrations].reverse()) {
      expect(await rollback(database, migrations)).toEqual([migration.name]);
    }
    expect(await migrateUp(database, migrations)).toHaveLength(migrations.length);
    expect(await dump(database)).toEqual(first);
  });

  it('says of each migration whether it is applied, pending, drifted or missing', async () => {
    const { database } = await open({ empty: true });
    await migrateUp(database, migrations);
    const [first, ...others] = migrations;
    if (!first) throw new Error('no migrations');
    const drifted = { ...first, hash: 'another' };
    const states = await migrationStatus(database, [drifted]);
    expect(states.map(({ state }) => state)).toEqual([
      'drifted',
      ...others.map(() => 'missing' as const),
    ]);
    await expect(migrateUp(database, [drifted, ...others])).rejects.toThrow(/was changed: /);
    await expect(migrateUp(database, [first])).rejects.toThrow(/newer than this code: /);
  });

  it('leaves nothing behind of a migration that fails half-way, and names it', async () => {
    const { database } = await open({ empty: true });
    const broken = {
      name: '20990101000000_broken',
      hash: 'x',
      up: ['CREATE TABLE half (id TEXT PRIMARY KEY NOT NULL)', 'CREATE TABLE half (id TEXT)'],
      down: null,
    };
    const before = await dump(database);
    await expect(migrateUp(database, [broken])).rejects.toThrow(/20990101000000_broken failed/);
    expect(await dump(database)).toEqual(before);
  });
});
