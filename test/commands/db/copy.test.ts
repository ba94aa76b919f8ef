import fs from 'node:fs';
import { expect, it, vi } from 'vitest';
import { runCli } from '../../../src/commands/program.js';
import { createContext } from '../../../src/context.js';
import { LOAD_UNDER_WAY, migrateUp, readMigrations } from '../../../src/db/migrations/migrator.js';
import type { Engine } from '../../../src/db/types.js';
import { migrationsFolder } from '../../../src/paths.js';
import { addAgent, openBook, query, testConfig } from '../../helpers/books/book.js';
import { describeOnEngines, temporaryFolder } from '../../helpers/engines/engines.js';

type Answer = boolean | ((question: string) => boolean);

async function copy(engines: Record<string, Engine>, args: string[], answer?: Answer) {
  let stdout = '';
  let stderr = '';
  const exitCode = await runCli(['db', 'copy', ...args], {
    write: (text) => (stdout += text),
    note: (text) => (stderr += text),
    ask:
      answer === undefined
        ? null
        : (question) => Promise.resolve(typeof answer === 'boolean' ? answer : answer(question)),
    openContext: () => Promise.reject(new Error('the configured database is not opened')),
    readSettings: () => Promise.resolve(testConfig()),
    openContextAt: async (url) => {
      const engine = engines[url];
      if (!engine) throw new Error(`no such database: ${url}`);
      const context = await createContext(testConfig(), { engine, passwordCost: 4 });
      return { ...context, close: () => Promise.resolve() };
    },
  });
  return { exitCode, stdout, stderr };
}

async function objectsOf({ database }: Engine) {
  const { results } = await database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all(); // prettier-ignore
  return results;
}

describeOnEngines('db copy', ({ open }) => {
  it('copies after a yes, reports each step, and prints the tables', async () => {
    const { context, engine } = await openBook({ open });
    await addAgent(context, { name: 'North' });
    const to = await open({ empty: true });
    const args = ['--from', 'file:a.db', '--to', 'file:b.db'];
    const engines = { 'file:a.db': engine, 'file:b.db': to };

    expect(await copy(engines, args)).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await copy(engines, args, false)).toMatchObject({ exitCode: 2, stdout: '' });
    const done = await copy(engines, args, true);
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.stderr).toContain('stop the server on the source first');
    expect(done.stderr).toContain('agents: 1 row');
    expect(done.stderr).toMatch(/\d+ rows copied from .* compared and reconciled/);
    expect(done.stdout).toMatch(/^agents +1$/m);
    const target = await createContext(testConfig(), { engine: to });
    expect(await query(target, 'SELECT name FROM agents')).toEqual([{ name: 'North' }]);

    const again = await copy(engines, [...args, '--yes', '--json']);
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toMatch(/error: the target has rows in \w+/);
  });

  it('refuses an unfit source before it opens the target', async () => {
    const { context, engine } = await openBook({ open });
    await query(
      context,
      `INSERT INTO migrations (name, hash) VALUES ('29990101000000_later', 'x')`,
    );
    const args = ['--from', 'file:a.db', '--to', 'file:b.db', '--yes'];
    const refused = await copy({ 'file:a.db': engine }, args);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain('29990101000000_later');
    expect(refused.stderr).not.toContain('no such database');
  });

  const asked = async (engines: Record<string, Engine>, to: string) => {
    const questions: string[] = [];
    const done = await copy(engines, ['--from', 'file:a.db', '--to', to], (question) => {
      questions.push(question);
      return false;
    });
    return { ...done, questions };
  };
  const urlOf = ({ name, location }: Engine) =>
    name === 'd1' ? `d1+${location}` : `file:${location}`;

  it.each([
    [
      'has rows',
      `INSERT INTO agents (id, name, code, created_at, updated_at) VALUES ('a', 'A', 'c', '2026-01-01', '2026-01-01')`,
      'the target has rows in',
    ],
    ['was changed', 'DROP INDEX idx_users_role', 'index idx_users_role of the target'],
    ['has a table of its own', 'CREATE TABLE own (a)', 'table own of the target'],
    [
      'is newer',
      `INSERT INTO migrations VALUES ('29990101000000_later', 'x', 'y')`,
      '29990101000000_later',
    ],
    [
      'is half a copy',
      `INSERT INTO migrations VALUES ('${LOAD_UNDER_WAY}', '', 'y')`,
      'a copy into this database',
    ],
  ])('refuses a target that %s before it asks', async (_fault, sql, words) => {
    const { engine } = await openBook({ open });
    const to = await open();
    await to.database.prepare(sql).run();
    const before = await objectsOf(to);
    const refused = await asked({ 'file:a.db': engine, [urlOf(to)]: to }, urlOf(to));
    expect(refused).toMatchObject({ exitCode: 1, stdout: '', questions: [] });
    expect(refused.stderr).toContain(words);
    expect(await objectsOf(to)).toEqual(before);
  });

  it('accepts a target of earlier migrations, without rows', async () => {
    const { engine } = await openBook({ open });
    const to = await open({ empty: true });
    await migrateUp(to.database, readMigrations(migrationsFolder).slice(0, 3));
    const done = await asked({ 'file:a.db': engine, [urlOf(to)]: to }, urlOf(to));
    expect(done, done.stderr).toMatchObject({ exitCode: 2, questions: ['Copy? [y/N]'] });
  });

  it('refuses the source as its target, and a changed source, before it asks', async () => {
    const { engine, context } = await openBook({ open });
    const engines = { 'file:a.db': engine, [urlOf(engine)]: engine };
    const same = await asked(engines, urlOf(engine));
    expect(same).toMatchObject({ exitCode: 1, questions: [] });
    expect(same.stderr).toContain('are the same');
    await query(context, 'DROP INDEX idx_users_role');
    const changed = await asked(engines, 'file:b.db');
    expect(changed).toMatchObject({ exitCode: 1, questions: [] });
    expect(changed.stderr).toContain('index idx_users_role of the source is missing');
  });

  it('refuses a new file that cannot be made before it asks, and makes nothing', async () => {
    const { engine } = await openBook({ open });
    const folder = temporaryFolder();
    const engines = { 'file:a.db': engine };
    const absent = await asked(engines, `file:${folder}/absent/b.db`);
    expect(absent).toMatchObject({ exitCode: 1, questions: [] });
    expect(absent.stderr).toContain(`${folder}/absent`);
    const readOnly = vi.spyOn(fs, 'accessSync').mockImplementation(() => {
      throw new Error('EACCES');
    });
    const refused = await asked(engines, `file:${folder}/b.db`);
    readOnly.mockRestore();
    expect(refused).toMatchObject({ exitCode: 1, questions: [] });
    expect(refused.stderr).toContain(`${folder} cannot be written`);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('exits with 2 after wrong use, and with 1 for a missing database', async () => {
    const engine = await open();
    expect(await copy({}, ['--from', 'file:a.db'])).toMatchObject({ exitCode: 2 });
    const missing = await copy({ a: engine }, ['--from', 'a', '--to', 'b', '--yes']);
    expect(missing).toMatchObject({ exitCode: 1, stdout: '' });
    expect(missing.stderr).toContain('no such database: b');
  });
});
