import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { devNull } from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { projectRoot } from '../../src/paths.js';
import { LOGINS } from './book.js';

/** Runs the built server as a process of its own, with signed-in clients. */

export interface Sample {
  /** Event-loop delay since the last sample, ms. */
  delayP50: number;
  delayP99: number;
  delayMax: number;
  /** Bytes of memory. */
  rss: number;
}

export interface Server {
  address: string;
  /** From the start of the process to the first answered sign-in page, ms. */
  startupMs: number;
  sample(): Promise<Sample>;
  /** Resolves when the process has ended, by itself too. */
  ended: Promise<unknown>;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** @throws Error with the server's output, when it ends before it listens */
export async function startMeasuredServer(
  script: string,
  file: string,
  settings: Record<string, string> = {},
): Promise<Server> {
  const startedAt = performance.now();
  const probe = path.join(projectRoot, 'scripts/bench/probe.mjs');
  const child = spawn(process.execPath, [...startOptions(), '--import', probe, script], {
    cwd: projectRoot,
    env: {
      ...process.env,
      // Ignores the developer's own .env.
      ENV_FILE: devNull,
      NODE_ENV: 'production',
      DATABASE_URL: `file:${file}`,
      SESSION_SECRET: 'the session secret of the bench, long enough',
      DATA_KEY: 'bench:the data key of the bench, long enough',
      // The clients pretend to be a proxy that ends TLS.
      TRUST_PROXY: 'loopback',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'error',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.add(child);
  const ended = once(child, 'exit').finally(() => running.delete(child));
  let output = '';
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /(http:\/\/\S+)\/admin/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(`the server did not start:\n${output}`)));
  });
  const page = await fetch(`${address}/admin/login`);
  await page.text();
  const startupMs = performance.now() - startedAt;
  return {
    address,
    startupMs,
    ended,
    sample: async () => {
      const answer = once(child, 'message') as Promise<[Sample]>;
      child.send('sample');
      return (await answer)[0];
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Node's options of `npm start`. */
function startOptions(): string[] {
  const text = fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8');
  const { scripts } = JSON.parse(text) as { scripts: { start: string } };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

export type Role = keyof typeof LOGINS;

export interface Client {
  role: Role;
  get(address: string): Promise<string>;
  post(address: string, fields: Record<string, string>): Promise<string>;
  /** Reads an answer and counts its compressed bytes. */
  fetchRaw(address: string): Promise<{ bytes: number; text: string }>;
}

/** Headers of a browser behind a proxy that ends TLS. */
const PROXIED = { 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https' };

/**
 * Signs in, steps up and returns the headers of the session's requests.
 * @throws Error when the sign-in is refused
 */
export async function signInHeaders(
  address: string,
  login: { login: string; password: string },
): Promise<Record<string, string>> {
  const send = async (path: string, cookie: string, fields: Record<string, string>) => {
    const reply = await fetch(`${address}${path}`, {
      ...{ method: 'POST', redirect: 'manual' },
      headers: { ...PROXIED, cookie },
      body: new URLSearchParams(fields),
    });
    await reply.text();
    const cookies = reply.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    if (cookies.length > 0) return cookies.join('; ');
    throw new Error(`${path} refused ${login.login}: ${reply.status}`);
  };
  const signedIn = await send('/admin/login', '', login);
  // Runs and imports of many rows need a step-up, which renews the session.
  const { password } = login;
  return { ...PROXIED, cookie: await send('/admin/api/step-up', signedIn, { password }) };
}

/** @throws Error when the sign-in or a request is refused */
export async function signInClient(
  { address }: Server,
  role: Role,
  login: { login: string; password: string } = LOGINS[role],
): Promise<Client> {
  const headers = await signInHeaders(address, login);
  const ask = async (target: string, init: RequestInit = {}): Promise<string> => {
    // Uncompressed, because the bare server does not compress either.
    const answer = await fetch(`${address}${target}`, {
      ...init,
      headers: { ...headers, 'accept-encoding': 'identity' },
    });
    const text = await answer.text();
    if (!answer.ok || text.includes('"type":"error"')) {
      throw new Error(`${target}: ${answer.status} ${text.slice(0, 300)}`);
    }
    return text;
  };
  return {
    role,
    get: (target) => ask(target),
    post: (target, fields) => ask(target, { method: 'POST', body: new URLSearchParams(fields) }),
    fetchRaw: (target) => fetchRaw(new URL(target, address), headers),
  };
}

/** Counts compressed bytes by `node:http`: `fetch` only has the decompressed ones. */
async function fetchRaw(url: URL, headers: Record<string, string>) {
  const request = http.get(url, { headers: { ...headers, 'accept-encoding': 'br, gzip' } });
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const unpack = { br: zlib.brotliDecompressSync, gzip: zlib.gunzipSync };
  const encoding = answer.headers['content-encoding'] as keyof typeof unpack | undefined;
  const text = (encoding === undefined ? body : unpack[encoding](body)).toString();
  return { text, bytes: body.length };
}
