import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { projectRoot } from '../src/paths.js';

/** Runs the server to kill as a process of its own, with a signed-in browser. */

export const LOGIN = { login: 'ada', password: 'seven quiet otters' };

export async function until(
  condition: () => boolean | Promise<boolean>,
  withinMs: number,
  everyMs: number,
): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await condition())) {
    must(Date.now() < end, `it did not happen within ${withinMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

export function must(condition: boolean, problem: string): asserts condition {
  if (!condition) throw new Error(problem);
}

/** Servers that end with this process at the latest. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface Server {
  process: ChildProcess;
  address: string;
  ended: Promise<unknown>;
}

/** @param script node's arguments */
export async function startKillableServer(
  file: string,
  script: readonly string[],
): Promise<Server> {
  const child = spawn(process.execPath, [...script], {
    cwd: projectRoot,
    env: {
      ...process.env,
      // Ignores the developer's own .env.
      ENV_FILE: devNull,
      NODE_ENV: 'development',
      DATABASE_URL: `file:${file}`,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = once(child, 'exit').finally(() => running.delete(child));
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const addressIn = () => /(http:\/\/\S+)\/admin/.exec(output)?.[1];
  await until(
    () => {
      must(child.exitCode === null, `the server did not start:\n${output}`);
      return addressIn() !== undefined;
    },
    180_000,
    20,
  );
  return { process: child, address: addressIn() ?? '', ended };
}

export interface Browser {
  get(address: string): Promise<string>;
  post(address: string, fields: Record<string, string>): Promise<void>;
}

export async function signInBrowser(address: string): Promise<Browser> {
  const headers = { 'sec-fetch-site': 'same-origin' };
  const send = async (path: string, before: string, fields: Record<string, string>) => {
    const reply = await fetch(`${address}${path}`, {
      ...{ method: 'POST', redirect: 'manual' },
      headers: { ...headers, cookie: before },
      body: new URLSearchParams(fields),
    });
    const cookies = reply.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    must(cookies.length > 0, `${path} refused the login: ${reply.status}`);
    return cookies.join('; ');
  };
  const signedIn = await send('/admin/login', '', LOGIN);
  // A run of many rows needs a step-up, which renews the session.
  const { password } = LOGIN;
  const cookie = await send('/admin/api/step-up', signedIn, { password });
  const ask = async (path: string, init: RequestInit = {}): Promise<string> => {
    const answer = await fetch(`${address}/admin/api${path}`, {
      ...init,
      headers: { ...headers, cookie },
    });
    const text = await answer.text();
    must(answer.ok && !text.includes('"type":"error"'), `${path}: ${answer.status} ${text}`);
    return text;
  };
  return {
    get: (path) => ask(path),
    post: async (path, fields) => {
      await ask(path, { method: 'POST', body: new URLSearchParams(fields) });
    },
  };
}
