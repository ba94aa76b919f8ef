import { SchemaError } from '../../db/errors.js';
import { message, type Message } from '../../messages/message.js';
import { listTitles } from '../../messages/series.js';
import type { PanelRecord } from '../records/record.js';
import type { PanelTable } from '../tables/panel-table.js';

/**
 * Reads a page of a list as far as the schema allows: a column that an expression computes may fail
 * on one of its rows, such as JSON of a text that is none.
 */

export interface ReadablePage {
  records: PanelRecord[];
  /** Names of the columns that could not be read: the list leaves them out. */
  unread: string[];
  problems: Message[];
}

/**
 * Reads a page, without the columns that fail where some do.
 * @param find reads the page with the named columns
 */
export async function readablePage(
  { columns }: PanelTable,
  names: readonly string[],
  find: (names: readonly string[]) => Promise<PanelRecord[]>,
): Promise<ReadablePage> {
  try {
    return { records: await find(names), unread: [], problems: [] };
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    const unread: string[] = [];
    for (const name of names) if (!(await isReadable(() => find([name])))) unread.push(name);
    const problem = error.whole;
    if (unread.length === names.length) {
      return { records: [], unread: [], problems: [message('lists.not_read', { problem })] };
    }
    const labels = columns.filter(({ name }) => unread.includes(name)).map(({ label }) => label);
    return {
      records: await find(names.filter((name) => !unread.includes(name))),
      unread,
      problems: [message('lists.columns_not_read', { columns: listTitles(labels), problem })],
    };
  }
}

/** Awaits a count; null with the reason where the schema keeps it from running. */
export async function readableCount(
  count: Promise<number>,
): Promise<{ total: number | null; problems: Message[] }> {
  try {
    return { total: await count, problems: [] };
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    return { total: null, problems: [message('lists.not_counted', { problem: error.whole })] };
  }
}

async function isReadable(find: () => Promise<unknown>): Promise<boolean> {
  try {
    await find();
    return true;
  } catch (error) {
    if (error instanceof SchemaError) return false;
    throw error;
  }
}
