import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { projectRoot } from '../../src/paths.js';
import type { RawQuery, RawWrites } from './raw-server.js';

/** The bench's end of the bare server. */
export interface RawServer {
  rows(name: string): Promise<Record<string, unknown>[]>;
  /** @throws Error when the write fails */
  write(name: string, params: object): Promise<void>;
  stop(): Promise<void>;
}

export async function startRaw(
  file: string,
  reads: Record<string, RawQuery>,
  writes: RawWrites = {},
): Promise<RawServer> {
  const script = path.join(projectRoot, 'scripts/bench/raw-server.ts');
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, file, JSON.stringify(reads), JSON.stringify(writes)],
    { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const ended = once(child, 'exit');
  const port = await Promise.race([
    once(child, 'message').then(([answer]) => Number(answer)),
    ended.then(() => Promise.reject(new Error('the bare server did not start'))),
  ]);
  return {
    rows: async (name) => {
      const answer = await fetch(`http://127.0.0.1:${port}/${encodeURIComponent(name)}`);
      return (await answer.json()) as Record<string, unknown>[];
    },
    write: async (name, params) => {
      const answer = await fetch(`http://127.0.0.1:${port}/${encodeURIComponent(name)}`, {
        method: 'POST',
        body: JSON.stringify(params),
      });
      const text = await answer.text();
      if (text !== 'true') throw new Error(`${name} on the bare server: ${text}`);
    },
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
