import { execFileSync } from 'node:child_process';
import { describe, expect, inject, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { createContext } from '../../src/context.js';
import { systemActor } from '../../src/services/accounts/actors.js';
import { createUser } from '../../src/services/accounts/users.js';
import { migratedFile, PRODUCTION, startServer } from './process.js';

const PATIENT_MS = 120_000;
const PASSWORD = 'seven quiet otters';
const headers = { 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https' };

async function addLogin(url: string, username: string, password: string): Promise<void> {
  const config = readConfig({ ...PRODUCTION, LOG_LEVEL: 'silent', DATABASE_URL: url });
  const context = await createContext(config, { passwordCost: 4 });
  const email = `${username}@example.test`;
  const login = { username, email, password, role: 'admin', mustChangePassword: false } as const;
  await createUser(context, await systemActor(context), login);
  await context.close();
}

/** Starts a server on a migrated file, loads its panels, and keeps an older copy of the file. */
async function openServer() {
  const { file, url } = migratedFile();
  await addLogin(url, 'ada', PASSWORD);
  const older = `${file}.older`;
  execFileSync('cp', [file, older]);
  const server = startServer({ ...PRODUCTION, TRUST_PROXY: 'loopback', DATABASE_URL: url });
  const address = await server.address;
  let cookie = '';
  const ask = async (path: string, body?: URLSearchParams) => {
    const method = body ? 'POST' : 'GET';
    const reply = await fetch(`${address}${path}`, {
      method,
      headers: { ...headers, cookie },
      redirect: 'manual',
      ...(body && { body }),
    });
    const given = reply.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
    if (given.length > 0) cookie = given.join('; ');
    return { status: reply.status, text: await reply.text() };
  };
  /** Signs in, which writes the attempt to the database. */
  const signIn = (password = 'wrong') =>
    ask('/admin/login', new URLSearchParams({ login: 'ada', password }));
  await signIn(PASSWORD);
  expect((await ask('/admin')).status).toBe(200);
  return { file, older, server, ask, signIn };
}

describe('a server with a replaced database', () => {
  it.each([
    {
      how: 'moved over, and starts again on the file in its place',
      replace: (file: string, older: string) => execFileSync('mv', [older, file]),
      startsAgain: true,
    },
    {
      how: 'copied over',
      replace: (file: string, older: string) => execFileSync('cp', [older, file]),
      startsAgain: false,
    },
    {
      how: 'removed',
      replace: (file: string) => execFileSync('rm', [file]),
      startsAgain: false,
    },
  ])(
    'answers everything with the way out, and logs it once, when its file is $how',
    async ({ replace, startsAgain }) => {
      const { file, older, server, ask, signIn } = await openServer();
      expect((await signIn()).status).toBe(401);
      execFileSync(process.execPath, [inject('programs').writeAgents, file, 'x', '20']);
      expect((await signIn()).status).toBe(401);
      replace(file, older);
      const way = `the database file at ${file} was replaced while the server ran; stop the server, put the right file in place, start again`;
      expect(await signIn()).toMatchObject({ status: 503 });
      const sayIt = { status: 503, text: expect.stringContaining(way.slice(1)) as string };
      for (const path of ['/', '/admin', '/admin/login', '/admin/api/pages/weekly', '/nothing']) {
        expect(await ask(path), path).toMatchObject(sayIt);
      }
      expect(await ask('/healthz')).toEqual({ status: 503, text: `${way}\n` });
      server.child.kill('SIGTERM');
      const { code, stderr } = await server.ended;
      expect(code).toBe(1);
      expect(stderr).toContain(`error: ${way}\n`);
      const lines = stderr.split('\n').filter((line) => line.startsWith('{'));
      const logged = lines.map((line) => JSON.parse(line) as { level: number; msg: string });
      expect(logged.filter(({ level }) => level === 60)).toMatchObject([{ msg: way }]);
      if (!startsAgain) return;
      const again = startServer({ ...PRODUCTION, DATABASE_URL: `file:${file}` });
      const reply = await fetch(`${await again.address}/healthz`);
      expect([reply.status, await reply.text()]).toEqual([200, 'ok\n']);
    },
    PATIENT_MS,
  );
});
