import { expect, it } from 'vitest';
import { readMigrations } from '../../src/db/migrations/migrator.js';
import { listAddedObjects } from '../../src/ops/added-objects.js';
import { migrationsFolder } from '../../src/paths.js';
import { openBook, query } from '../helpers/books/book.js';
import { run } from '../helpers/commands/run.js';
import { describeOnEngines, embedded } from '../helpers/engines/engines.js';
import { foreignFile } from '../helpers/foreign/foreign-file.js';

const migrations = readMigrations(migrationsFolder);

describeOnEngines('objects that no migration makes', (on) => {
  it('lists none of a migrated book, and those of an operator', async () => {
    const { context, engine } = await openBook(on);
    expect(await listAddedObjects(context, migrations)).toEqual([]);
    await query(context, 'CREATE TABLE notes (text TEXT)');
    await query(context, 'CREATE INDEX wagers_by_hand ON wagers (amount)');
    const added = [
      { type: 'index', name: 'wagers_by_hand', origin: 'by_hand' },
      { type: 'table', name: 'notes', origin: 'by_hand' },
    ];
    expect(await listAddedObjects(context, migrations)).toEqual(added);
    const checked = await run(engine, ['db', 'check', '--json']);
    expect(checked.json).toEqual({ ok: true, problems: [], added });
  });

  it('lists them in a database without migrations', async () => {
    const engine = await on.open({ empty: true });
    const checked = await run(engine, ['db', 'check', '--json']);
    expect(checked.json).toMatchObject({ ok: false, added: [] });
  });
});

it('tells adopted objects from those that are made by hand', async () => {
  const { context, engine } = await openBook(embedded);
  const file = foreignFile([
    'CREATE TABLE thing (a)',
    'CREATE INDEX thing_a ON thing (a)',
    'CREATE VIRTUAL TABLE found USING fts5 (a)',
  ]);
  await run(engine, ['db', 'adopt', file, '--yes']);
  await query(context, 'CREATE VIEW things AS SELECT * FROM thing');
  const { stdout, exitCode } = await run(engine, ['db', 'check']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^object +name +origin$/m);
  expect(stdout).toMatch(/^table +thing +adopted from a file$/m);
  expect(stdout).toMatch(/^index +thing_a +adopted from a file$/m);
  expect(stdout).toMatch(/^table +found_data +adopted from a file$/m);
  expect(stdout).toMatch(/^view +things +made by hand$/m);
});
