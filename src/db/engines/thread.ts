import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type * as Esbuild from 'esbuild';
import { DatabaseError } from '../errors.js';
import type { Statement, StatementResult } from '../types.js';
import type { ConnectionOptions } from './connection.js';
import type { ThreadReply, ThreadRequest } from './embedded-thread.js';

/** The main thread's end of a worker thread: requests in order, replies as promises. */

interface Waiting {
  resolve(results: StatementResult[]): void;
  reject(error: Error): void;
}

/** Run from the sources (tests, `npm run dev`) the thread's code is bundled in memory, once. */
let bundled: string | undefined;

function startWorker(workerData: ConnectionOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./embedded-thread.js', import.meta.url), { workerData });
  }
  bundled ??= bundleThread();
  return new Worker(bundled, { eval: true, workerData, execArgv: [] });
}

function bundleThread(): string {
  const require = createRequire(import.meta.url);
  const esbuild = require('esbuild') as typeof Esbuild;
  const [output] = esbuild.buildSync({
    entryPoints: [fileURLToPath(new URL('./embedded-thread.ts', import.meta.url))],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    write: false,
  }).outputFiles;
  // Evaluated code resolves packages from the working folder; pin that to this file's packages.
  return `const require = process.getBuiltinModule('node:module').createRequire(${JSON.stringify(import.meta.url)});\n${output?.text ?? ''}`;
}

export class Thread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #nextId = 1;
  #failure: Error | undefined;

  constructor(options: ConnectionOptions) {
    this.#worker = startWorker(options);
    this.#worker.unref();
    this.#worker.on('message', (reply: ThreadReply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if (this.#waiting.size === 0) this.#worker.unref();
      if ('error' in reply) waiting?.reject(new Error(reply.error));
      else waiting?.resolve(reply.results);
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#ended = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#fail(new DatabaseError('unavailable', 'the database is closed'));
        resolve();
      });
    });
  }

  execute(statements: readonly Statement[]): Promise<StatementResult[]> {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage({ id, statements } satisfies ThreadRequest);
    });
  }

  /** Finishes what was asked, then ends the thread. */
  async close(): Promise<void> {
    this.#worker.ref();
    this.#worker.postMessage('close');
    await this.#ended;
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#failure);
    this.#waiting.clear();
  }
}
