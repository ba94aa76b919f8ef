import { expect, it } from 'vitest';
import { openBook, query } from '../../helpers/books/book.js';
import { run } from '../../helpers/commands/run.js';
import { embedded } from '../../helpers/engines/engines.js';
import { foreignFile } from '../../helpers/foreign/foreign-file.js';

const statements = [
  'CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT)',
  'CREATE TABLE scratch (a)',
  'CREATE INDEX thing_name ON thing (name)',
  'CREATE VIEW things AS SELECT name FROM thing',
  `INSERT INTO thing VALUES (1, 'one'), (2, 'two')`,
];

it('shows the plan of an adoption, and changes nothing on a dry run or a no', async () => {
  const { context, engine } = await openBook(embedded);
  const file = foreignFile(statements);
  const dry = await run(engine, ['db', 'adopt', file, '--dry-run']);
  expect(dry).toMatchObject({ exitCode: 0 });
  expect(dry.stdout).toContain(`to be adopted from ${file} into ${engine.location}:`);
  expect(dry.stdout).toMatch(/^thing +2$/m);
  expect(dry.stdout).toContain('tables: 2, indexes: 1, views: 1, triggers: 0, rows: 2');
  const data = await run(engine, ['db', 'adopt', file, '--dry-run', '--json', '--skip', 'scratch']);
  expect(data.json).toMatchObject({
    file,
    tables: [{ name: 'thing', as: 'thing', rows: 2 }],
    rows: 2,
    skipped: ['scratch'],
  });
  expect(await run(engine, ['db', 'adopt', file])).toMatchObject({ exitCode: 2, stdout: '' });
  const refused = await run(engine, ['db', 'adopt', file], { answer: false });
  expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
  expect(refused.stderr).toContain('writes of a running server wait until the end');
  expect(await query(context, `SELECT 1 FROM sqlite_schema WHERE name = 'thing'`)).toEqual([]);
});

it('adopts a file after a yes, reports each table, and says what to do next', async () => {
  const { context, engine } = await openBook(embedded);
  const file = foreignFile(statements);
  const done = await run(engine, ['db', 'adopt', file, '--skip', 'scratch'], { answer: true });
  expect(done).toMatchObject({ exitCode: 0 });
  expect(done.stdout).toMatch(/^thing +2$/m);
  expect(done.stderr).toContain('left behind: scratch');
  expect(done.stderr).toContain('thing: 2 rows');
  expect(done.stderr).toContain(`2 rows adopted from ${file}, compared on both sides`);
  expect(await query(context, 'SELECT name FROM things')).toEqual([
    { name: 'one' },
    { name: 'two' },
  ]);

  const again = await run(engine, ['db', 'adopt', file, '--yes']);
  expect(again).toMatchObject({ exitCode: 1, stdout: '' });
  expect(again.stderr).toContain('table thing has the name of an object of this database');
  expect(again.stderr).toContain('--skip NAME');
  const prefixed = await run(engine, ['db', 'adopt', file, '--yes', '--prefix', 'second_']);
  expect(prefixed.stdout).toMatch(/^second_thing +2$/m);
  expect(await query(context, 'SELECT count(*) AS rows FROM second_things')).toEqual([{ rows: 2 }]);
  expect(await run(engine, ['db', 'adopt'])).toMatchObject({ exitCode: 2 });
});
