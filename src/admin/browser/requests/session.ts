/**
 * The session behind an open page. When it ends, the page keeps everything typed into it: a question
 * waits until the same login is signed in again, and a request that would change something fails
 * where it was sent, so that its button can send it again.
 */

export type SessionState =
  | { name: 'open' }
  /** No login is signed in. */
  | Gone<'ended'>
  /** Another login is signed in; its name is there once it was read. */
  | (Gone<'other'> & { username?: string })
  /** The page's own login is signed in again, and has changed nothing since. */
  | { name: 'back' };

interface Gone<Name extends string> {
  name: Name;
  /** Number of requests refused meanwhile that would have changed something. */
  refusedSends: number;
}

export interface Login {
  userId: string;
  username: string;
}

/** The page around the session. */
export interface PageSurroundings {
  /** Id of the login that the page was made for. */
  userId: () => string | undefined;
  /** Present address of the page. */
  here: () => string;
  /** True while the page holds something typed or chosen. */
  holdsWork: () => boolean;
  /** Goes to the sign-in page, which leads back. */
  leave: () => void;
  /** Loads the page again, for the login that is signed in now. */
  reload: () => void;
  /** Reads the login that is signed in in this browser. */
  readLogin: () => Promise<Login | null>;
}

/** Returns the way in which the session made a request fail, if it did. */
export function sessionFailure(error: unknown): 'ended' | 'other' | undefined {
  const status = statusOf(error);
  if (status === 401) return 'ended';
  return status === 412 ? 'other' : undefined;
}

function statusOf(error: unknown): number | undefined {
  return (error as { response?: { status: number } }).response?.status;
}

/** Follows the session by the answers to the page's requests. */
export class PageSession {
  #state: SessionState = { name: 'open' };
  /** Address that a request was answered for: the page shows its contents. */
  #shownAt: string | undefined;
  readonly #listeners = new Set<() => void>();
  /** Questions that wait for the session. Each is sent once, however often it is asked. */
  readonly #waiting = new Map<string, Promise<unknown>>();

  constructor(readonly page: PageSurroundings) {}

  /** Returns the present state. */
  readonly state = (): SessionState => this.#state;

  /** Calls back after each change of the state; returns a function that stops it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /**
   * Sends a request. A question that fails by the session is sent again once the session is back.
   * @param question name of the question; null for a request that may change something
   */
  async ask<Answer>(question: string | null, send: () => Promise<Answer>): Promise<Answer> {
    const same = question === null ? undefined : this.#waiting.get(question);
    if (same) return same as Promise<Answer>;
    const asked = { at: this.page.here(), question, wasGone: this.#isGone() };
    try {
      const answer = await send();
      this.#noteAnswer(asked);
      return answer;
    } catch (error) {
      const failure = sessionFailure(error);
      if (failure === undefined) {
        if ((statusOf(error) ?? 500) < 500) this.#noteAnswer(asked);
        throw error;
      }
      if (question === null) {
        this.#announce(failure, 1);
        throw error;
      }
      if (this.#leaves(failure, asked.at)) return new Promise(() => undefined);
      this.#announce(failure, 0);
      return this.#waitToAsk(question, send);
    }
  }

  /** Checks for the return of the session, and for another login in its place. */
  async look(): Promise<void> {
    if (!this.#isGone()) return;
    try {
      const login = await this.page.readLogin();
      if ('refusedSends' in this.#state) this.#take(login, this.#state.refusedSends);
    } catch {
      // No answer: the page looks again when the user comes back to it.
    }
  }

  /** Closes the message of the session's return. */
  dismiss(): void {
    if (this.#state.name === 'back') this.#become({ name: 'open' });
  }

  #isGone(): boolean {
    return this.#state.name === 'ended' || this.#state.name === 'other';
  }

  #become(state: SessionState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Takes any answer as proof that the page's own login is signed in. */
  #noteAnswer(asked: { at: string; question: string | null; wasGone: boolean }): void {
    const isNewPage = asked.at !== this.#shownAt;
    if (asked.at === this.page.here()) this.#shownAt = asked.at;
    const isChange = asked.question === null;
    const isAnnounced = !isChange && !isNewPage; // something typed may wait to be saved
    if (asked.wasGone && this.#isGone()) this.#become({ name: isAnnounced ? 'back' : 'open' });
    else if (isChange) this.dismiss();
  }

  /** Leaves for the sign-in page, or loads this page again, where that loses nothing. */
  #leaves(failure: 'ended' | 'other', askedAt: string): boolean {
    const isShown = this.#shownAt === askedAt;
    if ((failure === 'ended' && isShown) || this.page.holdsWork()) return false;
    if (failure === 'ended') this.page.leave();
    else this.page.reload();
    return true;
  }

  #announce(failure: 'ended' | 'other', sends: number): void {
    const before = this.#state;
    const refusedSends = sends + ('refusedSends' in before ? before.refusedSends : 0);
    if (before.name === 'other' && failure === 'other') this.#become({ ...before, refusedSends });
    else this.#become({ name: failure, refusedSends });
    if (failure === 'other') void this.look();
  }

  #take(login: Login | null, refusedSends: number): void {
    if (login === null) this.#become({ name: 'ended', refusedSends });
    else if (login.userId === this.page.userId()) this.#become({ name: 'back' });
    else if (refusedSends === 0 && !this.page.holdsWork()) this.page.reload();
    else this.#become({ name: 'other', username: login.username, refusedSends });
  }

  #waitToAsk<Answer>(question: string, send: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#untilBack().then(() => {
      this.#waiting.delete(question);
      return this.ask(question, send);
    });
    this.#waiting.set(question, answer);
    return answer;
  }

  #untilBack(): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (this.#isGone()) return;
        stop();
        resolve();
      };
      const stop = this.subscribe(check);
      check();
    });
  }
}
