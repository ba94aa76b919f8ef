import type { Book } from '../../helpers/books/logins.js';
import type { PanelReply, PanelServer } from '../../helpers/panels/driver.js';
import type { Probe } from '../access-matrix/probes.js';

/** State and findings of a comparison of two worlds. */

export interface PairedWorld {
  book: Book;
  server: PanelServer;
  /** Begins the ids of a request. */
  beginRequest: (request: number) => void;
  /** Number of the wager that is placed first. */
  nextNumber: number;
}

/** The same of both worlds. */
export type Both<Item> = readonly [Item, Item];

export interface Difference {
  who: string;
  probe: string;
  /** The answers, from a little before the first character that differs. */
  answers: Both<string>;
}

export interface Pair {
  worlds: Both<PairedWorld>;
  /** Number of requests whose answers were compared. */
  asked: number;
  differences: Difference[];
  /** Names of the allowed differences that were met. */
  met: Set<string>;
}

export type PairProbe = Pick<Probe, 'method' | 'path' | 'fields' | 'file' | 'files'>;

export interface PairedPerson {
  username: string;
  ask: (probe: PairProbe) => Promise<Both<PanelReply>>;
}
