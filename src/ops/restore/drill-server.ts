import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { childEnvironment } from '../../config.js';
import { DomainError } from '../../errors.js';
import { message, verbatim } from '../../messages/message.js';
import { projectRoot } from '../../paths.js';

/** A server of its own on a restored file, reachable from this machine alone, for a drill. */

export interface DrillServer {
  /** Time until it listened. */
  startMs: number;
  /** Waits until it is ready; returns the time that this took, and that of the last answer. */
  waitReady(): Promise<{ waitedMs: number; answerMs: number }>;
  signIn(username: string, password: string): Promise<void>;
  /** Asks the panels; returns the time that the answer took. */
  ask(address: string): Promise<number>;
  stop(): Promise<void>;
}

const START_WITHIN_MS = 120_000;
const ANSWER_WITHIN_MS = 30_000;
/** Time for a listening server to load its panels. */
const READY_WITHIN_MS = 60_000;
const STEP_MS = 250;

/**
 * Starts a server on a file and waits until it listens.
 * @throws DomainError with the server's own words when it does not start
 */
export async function startDrillServer(
  file: string,
  settings: Record<string, string>,
  program: readonly string[] = builtServer(),
): Promise<DrillServer> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...program], {
    cwd: projectRoot,
    env: childEnvironment({
      ...settings,
      DATABASE_URL: `file:${file}`,
      HOST: '127.0.0.1',
      PORT: '0',
      // The variables of `.env` are in this environment, and would replace the empty ones.
      ENV_FILE: devNull,
      // Cookies of production go over TLS only: the drill speaks as the proxy in front.
      TRUST_PROXY: 'loopback',
      PUBLIC_URL: '',
      ADMIN_ADDRESSES: '',
      REQUIRE_2FA: '',
      REQUIRE_ADMIN_2FA: '',
      BACKUP_FOLDER: '',
      STATS_SCHEDULE: '',
      DRILL_SCHEDULE: '',
      LOG_LEVEL: 'error',
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  let output = '';
  const address = new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(notStarted(output)), START_WITHIN_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const [, url] = /(http:\/\/[^\s/]+)\/admin\b/.exec(output) ?? [];
      if (url !== undefined) resolve(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    void ended.then(() => reject(notStarted(output))).finally(() => clearTimeout(late));
  });
  try {
    const url = await address;
    return { startMs: performance.now() - startedAt, ...visitorOf(url), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function visitorOf(url: string): Pick<DrillServer, 'waitReady' | 'signIn' | 'ask'> {
  const headers = { 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https' };
  let cookie = '';
  const send = (address: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}${address}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      ...init,
      headers: { ...headers, cookie },
    });
  const timed = async (address: string): Promise<number> => {
    const startedAt = performance.now();
    const answer = await send(address);
    const text = await answer.text();
    if (answer.status !== 200 || text.includes('"type":"error"')) {
      throw badAnswer(address, answer.status, text);
    }
    return performance.now() - startedAt;
  };
  return {
    waitReady: async () => {
      const startedAt = performance.now();
      for (;;) {
        const askedAt = performance.now();
        const isLate = askedAt - startedAt > READY_WITHIN_MS;
        // Too late, the answer of the server becomes the drill's problem.
        if (isLate) await timed('/readyz');
        const { status } = await send('/readyz');
        const now = performance.now();
        if (status === 200) return { waitedMs: askedAt - startedAt, answerMs: now - askedAt };
        await pause(STEP_MS);
      }
    },
    ask: (address) => timed(`/admin/api${address}`),
    signIn: async (login, password) => {
      const body = new URLSearchParams({ login, password });
      const answer = await send('/admin/login', { method: 'POST', body });
      cookie = answer.headers
        .getSetCookie()
        .map((line) => line.split(';')[0] ?? '')
        .join('; ');
      const location = answer.headers.get('location') ?? '';
      if (cookie === '' || answer.status >= 400 || location.includes('login')) {
        throw badAnswer('/admin/login', answer.status, await answer.text());
      }
    },
  };
}

/** Names the server that `npm run build` made, or the sources where there is none. */
function builtServer(): readonly string[] {
  const built = path.join(projectRoot, 'dist/src/server.js');
  if (fs.existsSync(built)) return [built];
  throw new DomainError('configuration', message('restore.not_built'), {
    hint: message('restore.not_built_hint'),
  });
}

function notStarted(output: string): DomainError {
  const problem = verbatim(output.trim().split('\n').slice(-3).join(' '));
  return new DomainError('conflict', message('restore.server_failed', { problem }), {
    hint: message('restore.drill_hint'),
  });
}

function badAnswer(address: string, status: number, text: string): DomainError {
  const problem = verbatim(text.slice(0, 200));
  return new DomainError('conflict', message('restore.bad_answer', { address, status, problem }), {
    hint: message('restore.drill_hint'),
  });
}
