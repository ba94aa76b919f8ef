/**
 * The session behind an open page. When it ends, the page stays with what was typed: a request that
 * only asks waits until the same login is signed in again, and one that would change something is
 * refused where it was sent, so that its button can send it again.
 */

export type SessionState =
  | { name: 'open' }
  /** Nobody is signed in. */
  | Gone<'ended'>
  /** Somebody else is; by name, once that was read. */
  | (Gone<'other'> & { username?: string })
  /** The page's own login is signed in again, and has changed nothing since. */
  | { name: 'back' };

interface Gone<Name extends string> {
  name: Name;
  /** How often somebody tried to change something meanwhile. */
  refusedSends: number;
}

export interface Login {
  userId: string;
  username: string;
}

/** The page around the session. */
export interface PageSurroundings {
  /** Login that the page was made for. */
  userId: () => string | undefined;
  /** Address of the page as it stands. */
  here: () => string;
  /** True while the page holds what somebody typed or chose. */
  holdsWork: () => boolean;
  /** Goes to the sign-in page, which leads back. */
  leave: () => void;
  /** Shows the page as the login sees it that is signed in now. */
  reload: () => void;
  /** Reads who is signed in in this browser. */
  readLogin: () => Promise<Login | null>;
}

/** The way in which the session made a request fail, if it did. */
export function sessionFailure(error: unknown): 'ended' | 'other' | undefined {
  const status = statusOf(error);
  if (status === 401) return 'ended';
  return status === 412 ? 'other' : undefined;
}

function statusOf(error: unknown): number | undefined {
  return (error as { response?: { status: number } }).response?.status;
}

export class PageSession {
  #state: SessionState = { name: 'open' };
  /** Address for which a request was answered: that page is shown. */
  #shownAt: string | undefined;
  readonly #listeners = new Set<() => void>();
  /** Questions that wait for the session, each asked once however often it is repeated. */
  readonly #waiting = new Map<string, Promise<unknown>>();

  constructor(readonly page: PageSurroundings) {}

  readonly state = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /**
   * Sends a request; a question that the session makes fail is asked again once it is back.
   * @param question names what is asked; null for what may change something
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
        this.#tell(failure, 1);
        throw error;
      }
      if (this.#leaves(failure, asked.at)) return new Promise(() => undefined);
      this.#tell(failure, 0);
      return this.#waitToAsk(question, send);
    }
  }

  /** Looks whether the session is back, or somebody else signed in. */
  async look(): Promise<void> {
    if (!this.#isGone()) return;
    try {
      const login = await this.page.readLogin();
      if ('refusedSends' in this.#state) this.#take(login, this.#state.refusedSends);
    } catch {
      // No answer: the page looks again when somebody comes back to it.
    }
  }

  /** Takes back the message that the session is back. */
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

  /** Whatever the answer was, the page's own login is signed in. */
  #noteAnswer(asked: { at: string; question: string | null; wasGone: boolean }): void {
    const isNewPage = asked.at !== this.#shownAt;
    if (asked.at === this.page.here()) this.#shownAt = asked.at;
    const isChange = asked.question === null;
    const isSaid = !isChange && !isNewPage; // where something may wait to be saved
    if (asked.wasGone && this.#isGone()) this.#become({ name: isSaid ? 'back' : 'open' });
    else if (isChange) this.dismiss();
  }

  /** Where nothing is lost by it, another page tells: the sign-in page, or this one loaded anew. */
  #leaves(failure: 'ended' | 'other', askedAt: string): boolean {
    const isShown = this.#shownAt === askedAt;
    if ((failure === 'ended' && isShown) || this.page.holdsWork()) return false;
    if (failure === 'ended') this.page.leave();
    else this.page.reload();
    return true;
  }

  #tell(failure: 'ended' | 'other', sends: number): void {
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
