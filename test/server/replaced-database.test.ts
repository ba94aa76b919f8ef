import { execFileSync } from 'node:child_process';
import { describe, expect, inject, it } from 'vitest';
import { migratedFile, PRODUCTION, startServer } from './process.js';

const PATIENT_MS = 120_000;
const headers = { 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https' };

/** A server on a migrated file, and an older copy of that. */
async function openServer() {
  const { file, url } = migratedFile();
  const older = `${file}.older`;
  execFileSync('cp', [file, older]);
  const server = startServer({ ...PRODUCTION, TRUST_PROXY: 'loopback', DATABASE_URL: url });
  const address = await server.address;
  const ask = async (path: string, body?: URLSearchParams) => {
    const method = body ? 'POST' : 'GET';
    const init = { method, headers, redirect: 'manual', ...(body && { body }) } as const;
    const reply = await fetch(`${address}${path}`, init);
    return { status: reply.status, text: await reply.text() };
  };
  return {
    file,
    older,
    server,
    ask,
    /** Notes the attempt in the database. */
    signIn: () => ask('/admin/login', new URLSearchParams({ login: 'ada', password: 'wrong' })),
  };
}

describe('a server whose database file is replaced', () => {
  it.each([
    ['moved over', (file: string, older: string) => execFileSync('mv', [older, file])],
    ['copied over', (file: string, older: string) => execFileSync('cp', [older, file])],
    ['removed', (file: string) => execFileSync('rm', [file])],
  ])(
    'answers everything with the way out, and logs it once: %s',
    async (_name, replace) => {
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
    },
    PATIENT_MS,
  );

  it(
    'starts again on the file that was put in place',
    async () => {
      const { file, older, server, signIn } = await openServer();
      expect((await signIn()).status).toBe(401);
      execFileSync('mv', [older, file]);
      expect((await signIn()).status).toBe(503);
      server.child.kill('SIGTERM');
      await server.ended;
      const again = startServer({ ...PRODUCTION, DATABASE_URL: `file:${file}` });
      const reply = await fetch(`${await again.address}/healthz`);
      expect([reply.status, await reply.text()]).toEqual([200, 'ok\n']);
    },
    PATIENT_MS,
  );
});
