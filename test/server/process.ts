import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { projectRoot } from '../../src/paths.js';
import { freshD1 } from '../helpers/engines/d1.js';
import { temporaryFolder, type TestEngine } from '../helpers/engines/engines.js';
import { whenDone } from '../helpers/run/shared-world.js';

/** Starts the server as a process of its own. */

export interface ServerProcess {
  child: ChildProcess;
  /** Its address, once it listens; fails when it ends instead. */
  address: Promise<string>;
  /** Its address, once it waits for its gateway. */
  waiting: Promise<string>;
  ended: Promise<Ended>;
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export const PRODUCTION = {
  NODE_ENV: 'production',
  SESSION_SECRET: 'a secret of the tests, long enough',
  DATA_KEY: 'k1:a data key of the tests, long enough',
};

/** Settings of every start; `.env` is the developer's own and left out. */
const DEFAULTS = { PORT: '0', LOG_LEVEL: 'error', ENV_FILE: devNull };

/** @param program the server's, or another with its arguments */
export function startServer(
  env: Record<string, string>,
  program: readonly string[] = [inject('programs').server],
): ServerProcess {
  const child = spawn(process.execPath, [...program], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'] ?? '', ...DEFAULTS, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  whenDone(() => child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const [, url] = /(http:\/\/\S+)\/admin\n/.exec(stdout) ?? [];
      if (url !== undefined) resolve(url);
    });
    void ended.then(({ code }) => reject(new Error(`ended with ${String(code)}: ${stderr}`)));
  });
  const waiting = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const [, url] = /(http:\/\/\S+) answers 503/.exec(stdout) ?? [];
      if (url !== undefined) resolve(url);
    });
    void ended.then(({ code }) => reject(new Error(`ended with ${String(code)}: ${stderr}`)));
  });
  address.catch(() => undefined);
  waiting.catch(() => undefined);
  return { child, address, waiting, ended };
}

/** Makes a migrated database on an engine; returns the settings that lead a server to it. */
export async function migratedOn({ name }: TestEngine): Promise<Record<string, string>> {
  if (name === 'embedded') return { DATABASE_URL: migratedFile().url };
  const { url, token } = await freshD1();
  return { DATABASE_URL: `d1+${url}`, D1_TOKEN: token };
}

/** Makes a migrated database; returns it as `DATABASE_URL` and as a file. */
export function migratedFile(): { file: string; url: string } {
  const file = path.join(temporaryFolder(), 'book.db');
  fs.copyFileSync(inject('migratedDatabase'), file);
  return { file, url: `file:${file}` };
}
