import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { projectRoot } from '../../src/paths.js';
import { temporaryFolder } from '../helpers/engines/engines.js';
import { migratedFile, PRODUCTION, startServer } from './process.js';

/** The entries and `.env`: where they find it, which setting wins, and how they refuse it. */

/** Processes start, on a machine that may be busy. */
const PATIENT_MS = 120_000;

/** Copies the project with this `.env` and its built programs. */
function projectWith(env: string): { server: string; cli: string; file: string } {
  const root = temporaryFolder();
  const { server, cli } = inject('programs');
  fs.cpSync(path.dirname(server), path.join(root, 'programs'), { recursive: true });
  fs.copyFileSync(path.join(projectRoot, 'package.json'), path.join(root, 'package.json'));
  for (const folder of ['node_modules', 'migrations']) {
    fs.symlinkSync(path.join(projectRoot, folder), path.join(root, folder));
  }
  const file = path.join(root, '.env');
  fs.writeFileSync(file, env);
  const copied = (program: string) => path.join(root, 'programs', path.basename(program));
  return { server: copied(server), cli: copied(cli), file };
}

/** Leaves `.env` and the port to the entry; production makes no demo book. */
const open = { ...PRODUCTION, ENV_FILE: '', PORT: '' };

/** Holds a port: a server that is to take it names its number. */
async function heldPort(): Promise<number> {
  const holder = net.createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void holder.close());
  return (holder.address() as AddressInfo).port;
}

describe('the server', { timeout: PATIENT_MS }, () => {
  it('takes its port from the .env of the project’s folder', async () => {
    const port = await heldPort();
    const { server } = projectWith(`PORT=${port}\nDATABASE_URL=${migratedFile().url}\n`);
    const { code, stderr } = await startServer(open, [server]).ended;
    expect([code, stderr]).toEqual([
      1,
      `error: port ${port} on 127.0.0.1 is taken; stop the other program, or set PORT\n`,
    ]);
  });

  it('believes its environment before .env', async () => {
    const port = await heldPort();
    const { server } = projectWith('PORT=many\nDATABASE_URL=mysql://localhost/book\n');
    const env = { ...open, PORT: String(port), DATABASE_URL: migratedFile().url };
    const { stderr } = await startServer(env, [server]).ended;
    expect(stderr).toContain(`port ${port} on 127.0.0.1 is taken`);
  });

  it('does not start with a line of .env that sets nothing', async () => {
    const { server, file } = projectWith('# the port\nPORT 3001\n');
    const { code, stdout, stderr } = await startServer(open, [server]).ended;
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `error: ${file} is not right:
  - line 2: it has no =; write NAME=VALUE, or # before a comment\n`,
    ]);
  });

  it('does not start without the file that ENV_FILE names', async () => {
    const file = path.join(temporaryFolder(), 'production.env');
    const { code, stderr } = await startServer({ ENV_FILE: file }).ended;
    expect([code, stderr]).toEqual([
      2,
      `error: ENV_FILE names ${file}:\n  - there is no such file\n`,
    ]);
  });

  it('sees no .env when a test starts it', async () => {
    const port = await heldPort();
    const { server } = projectWith('no variable');
    const env = { ...PRODUCTION, PORT: String(port), DATABASE_URL: migratedFile().url };
    const { stderr } = await startServer(env, [server]).ended;
    expect(stderr).toContain(`port ${port} on 127.0.0.1 is taken`);
  });
});

describe('a command', { timeout: PATIENT_MS }, () => {
  it('works on the database that .env names', async () => {
    const folder = path.join(temporaryFolder(), 'missing');
    const { cli } = projectWith(`DATABASE_URL="file:${folder}/book.db"\n`);
    const { code, stderr } = await startServer(open, [cli, 'db', 'status']).ended;
    expect([code, stderr]).toEqual([1, expect.stringContaining(`no such file: ${folder}/book.db`)]);
  });

  it('is refused with a line of .env that sets nothing, and still gives help', async () => {
    const { cli, file } = projectWith('DATABASE_URL');
    const { code, stderr } = await startServer(open, [cli, 'db', 'status']).ended;
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${file} is not right`)]);
    const help = await startServer(open, [cli, '--help']).ended;
    expect([help.code, help.stderr]).toEqual([0, '']);
  });
});
