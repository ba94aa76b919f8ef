import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { expect, it } from 'vitest';
import { readHiddenLine } from '../../../src/commands/shell/password-prompt.js';
import { run } from '../../helpers/commands/run.js';
import { describeOnEngines, embedded } from '../../helpers/engines/engines.js';

const PASSWORD = 'seven quiet otters';
const create = (username: string, ...more: string[]) => [
  ...['user', 'create', '--username', username, '--email', `${username}@example.test`],
  ...more,
];

describeOnEngines('user commands', ({ open }) => {
  it('create the first administrator, whose password stays, and a next login, who must change it', async () => {
    const engine = await open();
    const first = await run(engine, create('grace'), { secrets: [PASSWORD, PASSWORD] });
    expect(first).toMatchObject({ exitCode: 0, stderr: 'first administrator grace created\n' });
    const second = await run(engine, create('ada', '--password-stdin', '--as', 'grace', '--json'), {
      line: PASSWORD,
    });
    expect(second.json).toMatchObject({ username: 'ada', role: 'admin' });
    expect(second.stderr).toContain('it must sign in and change its password by 2026-03-11');
    const { results } = await engine.database
      .prepare(
        `SELECT username, must_change_password FROM users WHERE status = 'active' ORDER BY username`,
      )
      .all();
    expect(results).toEqual([
      { username: 'ada', must_change_password: 1 },
      { username: 'grace', must_change_password: 0 },
    ]);
  });

  it.each([
    ['nobody can type', {}, 2, /typed at a terminal only/],
    ['the two passwords differ', { secrets: [PASSWORD, 'another one'] }, 2, /differ/],
    ['the password is refused', { secrets: ['short', 'short'] }, 1, /at least 12/],
  ])('create nothing when %s', async (_why, options, exitCode, message) => {
    const engine = await open();
    const result = await run(engine, create('grace'), options);
    expect(result.exitCode).toBe(exitCode);
    expect(result.stderr).toMatch(message);
    expect(result.stderr).not.toMatch(/\n\s+at /);
    const list = await run(engine, ['user', 'list', '--json']);
    expect((list.json as { username: string }[]).map(({ username }) => username)).toEqual([
      'system',
    ]);
  });

  it('list, deactivate and activate logins and set a password', async () => {
    const engine = await open();
    for (const name of ['grace', 'ada']) {
      await run(engine, create(name), { secrets: [PASSWORD, PASSWORD] });
    }
    expect(await run(engine, ['user', 'deactivate', 'ada', '--suspend'])).toMatchObject({
      exitCode: 0,
      stderr: 'ada is suspended and signed out everywhere\n',
    });
    expect((await run(engine, ['user', 'list'])).stdout).toMatch(/ada +admin +suspended/);
    expect(await run(engine, ['user', 'deactivate', 'grace'])).toMatchObject({
      exitCode: 1,
      stderr:
        'error: this is the last active administrator; make another login an administrator first\n',
    });
    expect((await run(engine, ['user', 'activate', 'ada'])).exitCode).toBe(0);
    const set = await run(engine, ['user', 'set-password', 'ada@example.test'], {
      secrets: ['eleven loud geese', 'eleven loud geese'],
    });
    expect(set).toMatchObject({ exitCode: 0, stdout: '' });
    expect((await run(engine, ['user', 'set-password', 'nobody'])).stderr).toBe(
      'error: there is no login nobody\n',
    );
    expect((await run(engine, ['user', 'sessions', 'list', 'ada', '--json'])).json).toEqual([]);
    expect((await run(engine, ['user', 'sessions', 'end', 'ada'])).stderr).toBe(
      '0 sessions of ada ended\n',
    );
    expect((await run(engine, ['user', 'reset-second-factor', 'ada'])).exitCode).toBe(2);
    expect((await run(engine, ['user', 'reset-second-factor', 'ada', '--yes'])).exitCode).toBe(0);
  });
});

it('hides a password while it is typed at the terminal, and lets it be corrected', async () => {
  const input = Object.assign(new PassThrough(), { setRawMode: () => undefined });
  const output = new PassThrough();
  const typed = readHiddenLine(input as unknown as ReadStream, output, 'Password: ');
  input.write('wrong\u0015seven quit');
  input.write('\u007f\u007fet otters\r');
  expect(await typed).toBe('seven quet otters');
  expect(String(output.read())).toBe('Password: \n');
  const stopped = readHiddenLine(input as unknown as ReadStream, output, 'Password: ');
  input.write('abc\u0003');
  await expect(stopped).rejects.toThrow('nothing was changed');
});

it('says which rule lets a login do something, or not, and where it is declared', async () => {
  const engine = await embedded.open();
  await run(engine, create('grace'), { secrets: [PASSWORD, PASSWORD] });
  const may = await run(engine, ['user', 'may', 'grace', 'wagers', '--action', 'place', '--json']);
  expect(may.json).toMatchObject({
    isAllowed: true,
    steps: expect.arrayContaining([
      expect.objectContaining({ name: 'table', isOpen: true, file: 'resources/wagers.ts' }),
    ]) as unknown,
  });
  const said = await run(engine, ['user', 'may', 'grace', 'wagers', 'W-1', 'settle']);
  expect(said).toMatchObject({ exitCode: 0, stderr: '' });
  expect(said.stdout).toContain('there is no such row of Wagers');
  expect(said.stdout).toContain('resources/wagers.ts access.admin.rows');
  const unknown = await run(engine, ['user', 'may', 'nobody', 'wagers']);
  expect(unknown).toMatchObject({ exitCode: 1 });
  expect(unknown.stderr).toContain('nobody');
});
