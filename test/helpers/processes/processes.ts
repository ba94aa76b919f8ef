import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import { openD1 } from '../../../src/db/engines/d1/d1.js';
import { projectRoot } from '../../../src/paths.js';
import { openBook, type Book } from '../books/book.js';
import { freshD1 } from '../engines/d1.js';
import type { TestEngine } from '../engines/engines.js';
import { whenDone } from '../run/shared-world.js';
import type { OperatorOrder, OperatorTask } from './operator-process.js';

/** Several server processes on one database. */

export interface SharedBook extends Book {
  /** The way of another process to the same database. */
  address: Pick<OperatorOrder, 'databaseUrl' | 'token'>;
}

export async function openSharedBook(engine: TestEngine): Promise<SharedBook> {
  if (engine.name === 'embedded') {
    const book = await openBook(engine);
    return { ...book, address: { databaseUrl: `file:${book.engine.location}`, token: '' } };
  }
  const { url, token } = await freshD1();
  const opened = await openD1({ url, token });
  whenDone(() => opened.close());
  const book = await openBook({ open: () => Promise.resolve(opened) });
  return { ...book, address: { databaseUrl: `d1+${url}`, token } };
}

export interface Operator {
  /** The next line that it prints; rejects with its error output when it ends before. */
  nextLine(): Promise<string>;
  perform(task: OperatorTask): void;
  /** Ends it at once, by SIGKILL. */
  kill(): void;
  ended: Promise<void>;
}

/** Starts a process and waits until it is ready for tasks. */
export async function startOperator(order: OperatorOrder): Promise<Operator> {
  const child: ChildProcess = spawn(
    process.execPath,
    [inject('programs').operator, JSON.stringify(order)],
    {
      cwd: projectRoot,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  whenDone(() => {
    child.kill('SIGKILL');
  });
  const { stdout, stderr, stdin } = child;
  if (!stdout || !stderr || !stdin) throw new Error('the process has no pipes');
  let complaint = '';
  stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const operator: Operator = {
    nextLine: async () => {
      const line: IteratorResult<string, unknown> = await lines.next();
      if (line.done) throw new Error(`the process ended: ${complaint}`);
      return line.value;
    },
    perform: (task) => stdin.write(`${JSON.stringify(task)}\n`),
    kill: () => child.kill('SIGKILL'),
    ended,
  };
  const first = await operator.nextLine();
  if (first !== 'ready') throw new Error(`unexpected: ${first}`);
  return operator;
}
