import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { projectRoot } from '../../src/paths.js';
import type { RawStatement } from './raw-server.js';

/** The bench's end of the bare server. */
export interface RawServer {
  rows(name: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

export async function startRaw(
  file: string,
  statements: Record<string, RawStatement>,
): Promise<RawServer> {
  const script = path.join(projectRoot, 'scripts/bench/raw-server.ts');
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, file, JSON.stringify(statements)],
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
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
