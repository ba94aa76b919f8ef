import { message } from '../../../messages/message.js';
import { DatabaseError } from '../../errors.js';
import type { Statement, WriteHold } from '../../types.js';

/**
 * Holds the writes of this process while a copy reads: D1 reads page by page, and has no snapshot
 * that outlives a request.
 */

/** Shorter than the time that a browser waits for an answer. */
const WAIT_MS = 8_000;

/** Tables of signing in, which a copy leaves out: pages write them whenever they are read. */
export const UNHELD_TABLES = ['sessions', 'login_attempts'] as const;

const PASSES = new RegExp(
  `^(?:INSERT\\s+(?:OR\\s+\\w+\\s+)?INTO|UPDATE|DELETE\\s+FROM)\\s+["\`]?(?:${UNHELD_TABLES.join('|')})\\b`,
  'i',
);

interface Closed {
  until: number;
  opened: Promise<void>;
}

/** Lets writes pass, or holds them. */
export class WriteGate {
  readonly #waitMs: number;
  #closed: Closed | undefined;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(waitMs = WAIT_MS) {
    this.#waitMs = waitMs;
  }

  /**
   * Runs a write as soon as none are held.
   * @throws DatabaseError `unavailable` when they are held for longer; nothing was sent then
   */
  async pass<T>(statements: readonly Statement[], write: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + this.#waitMs;
    // Nothing may come between the last look and the write: a hold would not know of it.
    while (this.#closed && !statements.every(isOfSessions)) {
      await untilOpen(this.#closed, deadline);
    }
    const running = write();
    this.#underWay.add(running);
    try {
      return await running;
    } finally {
      this.#underWay.delete(running);
    }
  }

  /** Holds writes, and resolves when those under way have ended. Holds follow one another. */
  async hold(withinMs: number, onExpired: () => void): Promise<WriteHold> {
    while (this.#closed) await this.#closed.opened;
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const closed = { until: Date.now() + withinMs, opened };
    this.#closed = closed;
    const release = () => {
      clearTimeout(timer);
      if (this.#closed === closed) this.#closed = undefined;
      open();
    };
    const timer = setTimeout(() => {
      release();
      onExpired();
    }, withinMs);
    await Promise.allSettled([...this.#underWay]);
    return { release };
  }
}

async function untilOpen({ opened, until }: Closed, deadline: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), Math.max(0, deadline - Date.now()));
  });
  const end = await Promise.race([opened, late]).finally(() => clearTimeout(timer));
  if (end === 'late') throw heldError(until);
}

function isOfSessions({ sql }: Statement): boolean {
  return PASSES.test(sql.trimStart());
}

function heldError(until: number): DatabaseError {
  const minutes = Math.max(1, Math.ceil((until - Date.now()) / 60_000));
  return new DatabaseError('unavailable', message('database.copying', { minutes }), {
    hint: message('database.copying_hint'),
  });
}
