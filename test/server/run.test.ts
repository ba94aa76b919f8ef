import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { temporaryFolder, testEngines } from '../helpers/engines/engines.js';
import { migratedFile, migratedOn, PRODUCTION, startServer } from './process.js';

const production = () => ({
  ...PRODUCTION,
  TRUST_PROXY: 'loopback',
  DATABASE_URL: migratedFile().url,
});

/** A server loads everything, on a machine that may be busy. */
const PATIENT_MS = 120_000;

/** Sends the head of a request that changes something, and its body once `whenAsked` has ended. */
function postSlowly(url: URL, whenAsked: () => Promise<unknown>): Promise<http.IncomingMessage> {
  const body = 'login=nobody&password=not+the+password';
  return new Promise((resolve, reject) => {
    const request = http.request(new URL('/admin/login', url), {
      method: 'POST',
      headers: {
        expect: '100-continue',
        'sec-fetch-site': 'same-origin',
        'x-forwarded-proto': 'https',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': body.length,
      },
    });
    // The server has the request, and waits for its body, when it says so.
    request.once('continue', () => {
      whenAsked().then(() => request.end(body), reject);
    });
    request.once('response', resolve);
    request.once('error', reject);
    request.flushHeaders();
  });
}

/** Opens a connection without a request, as browsers do in advance. */
async function connectIdly(url: URL): Promise<net.Socket> {
  const idle = net.connect(Number(url.port), url.hostname);
  idle.on('error', () => undefined);
  await new Promise<void>((resolve) => idle.once('connect', resolve));
  return idle;
}

/** Gives each signal an engine of its own: a start that loads everything answers both questions. */
const starts = testEngines.map((engine) => ({
  engine,
  name: engine.name,
  signals: signalsOf(engine.name),
}));

function signalsOf(name: string): readonly NodeJS.Signals[] {
  if (testEngines.length === 1) return ['SIGTERM', 'SIGINT'];
  return name === 'embedded' ? ['SIGTERM'] : ['SIGINT'];
}

describe('a server in production', () => {
  it.each(starts.flatMap(({ signals, ...rest }) => signals.map((signal) => ({ ...rest, signal }))))(
    'says how to make an administrator, keeps the data of its book, and finishes its requests before it stops at $signal ($name)',
    async ({ engine, signal }) => {
      // One of the two starts from the packages as they are installed, as people start it.
      const { server: bundled, installedServer } = inject('programs');
      const program = engine.name === 'embedded' ? installedServer : bundled;
      const server = startServer({ ...production(), ...(await migratedOn(engine)) }, [program]);
      const url = new URL(await server.address);
      const response = await fetch(new URL('/healthz', url));
      expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
      // The sign-in page has asked the database who this might be.
      const page = await fetch(new URL('/admin/login', url), {
        headers: { 'x-forwarded-proto': 'https' },
      });
      expect(page.status).toBe(200);

      // An idle connection is closed, not waited for.
      const idle = await connectIdly(url);
      const reply = await postSlowly(url, () => {
        server.child.kill(signal);
        server.child.kill(signal);
        return new Promise((resolve) => idle.once('close', resolve));
      });
      reply.resume();
      expect(reply.statusCode).toBe(401);
      const { code, stdout, stderr } = await server.ended;
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/Stopped\.\n$/);
      expect(stdout).toContain('npm run cli -- user create');
      expect(stdout).not.toContain('Demo logins');
    },
    PATIENT_MS,
  );
});

describe('a server in development', () => {
  it(
    'makes the demo book on an empty database, and prints its logins',
    async () => {
      const file = path.join(temporaryFolder(), 'book.db');
      const server = startServer({ DATABASE_URL: `file:${file}` });
      const address = await server.address;
      const signIn = (password: string) =>
        fetch(`${address}/admin/login`, {
          method: 'POST',
          redirect: 'manual',
          headers: { origin: address },
          body: new URLSearchParams({ login: 'admin', password }),
        });
      const wrong = await signIn('wrong');
      expect(wrong.status).toBe(401);
      server.child.kill('SIGTERM');
      const { stdout } = await server.ended;
      const [, password = ''] = /Demo logins, all with the password "([^"]+)"/.exec(stdout) ?? [];
      expect(password).not.toBe('');
      expect(stdout).toMatch(
        / {2}admin: administrator\n {2}agent: agent\n {2}customer: customer\n/,
      );

      const again = startServer({ DATABASE_URL: `file:${file}` });
      const second = await fetch(`${await again.address}/admin/login`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: await again.address },
        body: new URLSearchParams({ login: 'admin', password }),
      });
      expect([second.status, second.headers.get('location')]).toEqual([303, '/admin']);
      const cookie = second.headers
        .getSetCookie()
        .map((line) => line.split(';', 1)[0])
        .join('; ');
      const panel = await fetch(`${await again.address}/admin`, { headers: { cookie } });
      expect(panel.status).toBe(200);
      expect(await panel.text()).toContain('Fire22 Dashboard');
      again.child.kill('SIGTERM');
      expect(await again.ended).toMatchObject({ code: 0, stderr: '' });
    },
    PATIENT_MS,
  );
});
