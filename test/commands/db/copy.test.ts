import { expect, it } from 'vitest';
import { runCli } from '../../../src/commands/program.js';
import { createContext } from '../../../src/context.js';
import type { Engine } from '../../../src/db/types.js';
import { addAgent, openBook, query, testConfig } from '../../helpers/books/book.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

async function copy(engines: Record<string, Engine>, args: string[], answer?: boolean) {
  let stdout = '';
  let stderr = '';
  const exitCode = await runCli(['db', 'copy', ...args], {
    write: (text) => (stdout += text),
    note: (text) => (stderr += text),
    ask: answer === undefined ? null : () => Promise.resolve(answer),
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

  it('exits with 2 after wrong use, and with 1 for a missing database', async () => {
    const engine = await open();
    expect(await copy({}, ['--from', 'file:a.db'])).toMatchObject({ exitCode: 2 });
    const missing = await copy({ a: engine }, ['--from', 'a', '--to', 'b', '--yes']);
    expect(missing).toMatchObject({ exitCode: 1, stdout: '' });
    expect(missing.stderr).toContain('no such database: b');
  });
});
