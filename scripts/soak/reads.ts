import type { Book } from '../bench/book.js';

/**
 * Long reads, no two alike: the server answers equal requests by one computation, which would hide
 * the growth of the log.
 */

/** Words that `book-sql.ts` puts into descriptions. */
const TEAMS = ['Falcons', 'Harbor', 'Comets', 'Pioneers', 'Ravens', 'Summit', 'Mariners', 'Union'];
const WEEKS = 52;
const DAY = 86_400;

/** The address under /admin/api of a client's next read. */
export type NextRead = (turn: number) => string;

export interface ReaderKind {
  name: string;
  /** Signed in as an agent of its own. */
  isAgent: boolean;
  reads: (client: number, clients: number) => NextRead;
}

/** @param clients number of each kind, whose turns interleave */
export function readerKinds({ size }: Book): ReaderKind[] {
  const timestamp = (seconds: number) =>
    encodeURIComponent(new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' '));
  const week = (number: number) =>
    new Date((size.until - (number % WEEKS) * 7 * DAY - DAY) * 1000).toISOString().slice(0, 10);
  const agent = (number: number) => `agent-${(number % size.agents) + 1}`;
  return [
    {
      name: 'export',
      isAgent: false,
      reads: (client, clients) => (turn) => {
        const number = turn * clients + client;
        const from = timestamp(size.until - 5 * DAY - number * 613);
        const format = ['csv', 'json', 'xlsx'][number % 3] ?? 'csv';
        return `/resources/wagers/actions/export?format=${format}&filters.created_at~~from=${from}`;
      },
    },
    {
      name: 'contains',
      isAgent: false,
      reads: (client, clients) => (turn) => {
        const number = turn * clients + client;
        const text = `game ${number % 997}`;
        const stake = 100 + (Math.floor(number / 997) % 400);
        return `/resources/wagers/actions/list?filters.description=${encodeURIComponent(text)}&filters.amount~~from=${stake / 100}`;
      },
    },
    {
      name: 'weekly page',
      isAgent: false,
      reads: (client, clients) => (turn) => {
        const number = turn * clients + client;
        const of = number % 4 === 0 ? '' : `&agent=${agent(Math.floor(number / WEEKS))}`;
        const download = turn % 5 === 4 ? '&download=csv' : '';
        return `/pages/weekly?week=${week(number)}${of}${download}`;
      },
    },
    {
      name: "agent's own pages",
      isAgent: true,
      reads: () => (turn) => {
        switch (turn % 3) {
          case 0:
            return '/dashboard';
          case 1:
            return `/pages/weekly?week=${week(turn)}`;
          default: {
            const team = TEAMS[turn % TEAMS.length] ?? '';
            return `/resources/wagers/actions/list?filters.description=${team}&page=${(turn % 90) + 2}`;
          }
        }
      },
    },
  ];
}

/** The read that users wait for most often: a page of a list by its index. */
export const shortRead: NextRead = (turn) =>
  `/resources/wagers/actions/list?page=${(turn % 20) + 1}`;
