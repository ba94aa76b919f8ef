import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type * as Esbuild from 'esbuild';
import { message } from '../../../messages/message.js';
import { DatabaseError, databaseIsClosed } from '../../errors.js';
import type { Statement, StatementResult } from '../../types.js';
import { HeldBack } from './checkpoint-gap.js';
import type { ThreadOptions } from './connection.js';
import { FileReplaced } from './file-watch.js';
import type { CopyTask, TaskOutcome, ThreadTask } from './thread-tasks.js';
import type { ThreadReply, ThreadRequest } from './thread-worker.js';

/** The main thread's end of a worker thread: requests in order, replies as promises. */

interface Waiting {
  resolve(outcome: TaskOutcome): void;
  reject(error: Error): void;
}

/** Deaths in a row, without a reply between them, after which no new thread is started. */
const MOST_DEATHS = 3;

/** The thread's code, bundled once in memory when it runs from the sources (tests, `npm run dev`). */
let bundled: string | undefined;

function startWorker(workerData: ThreadOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./thread-worker.js', import.meta.url), { workerData });
  }
  bundled ??= bundleThread();
  return new Worker(bundled, { eval: true, workerData, execArgv: [] });
}

function bundleThread(): string {
  const require = createRequire(import.meta.url);
  const esbuild = require('esbuild') as typeof Esbuild;
  const [output] = esbuild.buildSync({
    entryPoints: [fileURLToPath(new URL('./thread-worker.ts', import.meta.url))],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    write: false,
  }).outputFiles;
  // Evaluated code resolves packages from the working folder; this pins them to this file's.
  return `const require = process.getBuiltinModule('node:module').createRequire(${JSON.stringify(import.meta.url)});\n${output?.text ?? ''}`;
}

/** Starts a thread when a request needs one, and hands it the requests in order. */
export class Thread {
  readonly #options: ThreadOptions;
  readonly #onLogSize: (bytes: number) => void;
  readonly #waiting = new Map<number, Waiting>();
  #running: { worker: Worker; ended: Promise<void> } | undefined;
  #nextId = 1;
  #deaths = 0;
  #lastProblem: Error | undefined;
  #closed = false;

  /** @param onLogSize receives the size of the write-ahead log after each task of the writer */
  constructor(options: ThreadOptions, onLogSize: (bytes: number) => void = () => undefined) {
    this.#options = options;
    this.#onLogSize = onLogSize;
    this.#running = this.#start();
  }

  /**
   * Runs one statement, or several as one transaction.
   * @param withinMs longest wait for another program's write lock, shorter than the usual one
   * @throws DatabaseError `unavailable` when nothing ran, `unknown_outcome` when the thread ended
   * with a write in hand; a new thread serves the next request
   * @throws HeldBack while `hold` is set
   */
  async execute(statements: readonly Statement[], withinMs?: number): Promise<StatementResult[]> {
    return (await this.#ask({ statements, askedAt: Date.now(), withinMs })).results;
  }

  /** Empties the write-ahead log; false when another connection blocked it. */
  async emptyLog(): Promise<boolean> {
    return (await this.#ask('emptyLog')).isDone;
  }

  /**
   * Asks the writer to check its file; starts no thread for it.
   * @throws FileReplaced
   */
  async look(): Promise<void> {
    if (this.#running && !this.#closed) await this.#ask('look');
  }

  /**
   * Copies the database into a new file; requests after it do not wait.
   * @throws FileReplaced, DatabaseError
   */
  async copyTo(file: string): Promise<void> {
    await this.#ask({ copyTo: file });
  }

  /** Finishes the requests so far, then ends the thread. */
  async close(): Promise<void> {
    this.#closed = true;
    if (!this.#running) return;
    const { worker, ended } = this.#running;
    worker.ref();
    worker.postMessage('close');
    await ended;
  }

  #ask(task: ThreadTask | CopyTask): Promise<TaskOutcome> {
    if (this.#closed) return Promise.reject(databaseIsClosed());
    if (this.#running === undefined && this.#deaths >= MOST_DEATHS) {
      return Promise.reject(this.#ended('unavailable', 'database.thread_keeps_ending'));
    }
    const { worker } = (this.#running ??= this.#start());
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, task } satisfies ThreadRequest);
    });
  }

  #start(): { worker: Worker; ended: Promise<void> } {
    const worker = startWorker(this.#options);
    worker.unref();
    worker.on('message', (reply: ThreadReply) => {
      this.#deaths = 0;
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      // A thread that closes keeps the process alive until it has ended.
      if (this.#waiting.size === 0 && !this.#closed) worker.unref();
      if ('error' in reply) {
        waiting?.reject(Object.assign(new Error(reply.error), { code: reply.code }));
      } else if ('isHeld' in reply) {
        waiting?.reject(new HeldBack());
      } else if ('replaced' in reply) {
        waiting?.reject(new FileReplaced(reply.replaced, reply.isAfterWrite));
      } else {
        if (reply.logBytes !== undefined) this.#onLogSize(reply.logBytes);
        waiting?.resolve(reply.outcome);
      }
    });
    worker.on('error', (error) => {
      this.#lastProblem = error;
    });
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        this.#running = undefined;
        if (!this.#closed) this.#deaths += 1;
        this.#rejectWaiting();
        resolve();
      });
    });
    return { worker, ended };
  }

  #rejectWaiting(): void {
    const code = this.#options.mode === 'write' ? 'unknown_outcome' : 'unavailable';
    for (const waiting of this.#waiting.values())
      waiting.reject(this.#ended(code, 'database.thread_ended'));
    this.#waiting.clear();
  }

  #ended(
    code: 'unavailable' | 'unknown_outcome',
    what: 'database.thread_ended' | 'database.thread_keeps_ending',
  ): DatabaseError {
    return new DatabaseError(code, message(what, { thread: `thread.${this.#options.mode}` }), {
      hint: message(code === 'unknown_outcome' ? 'database.look_hint' : 'database.thread_hint'),
      cause: this.#lastProblem,
    });
  }
}
