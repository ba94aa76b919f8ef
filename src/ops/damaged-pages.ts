import type { Context } from '../context.js';
import { message, type Message } from '../messages/message.js';
import { backupFolder } from '../paths.js';
import { listCopies, usableCopies } from './backup/folder.js';

/** Says which pages of a database are damaged, and which copy takes their place. */

/** SQLite's lines on one page: `Tree 7 page 12 cell 3: …`, `Page 12: never used`. */
const PAGE = /(?:^|\n)(?:Tree \d+ page|Page) (\d+)/g;

/**
 * Sums up SQLite's lines about the structure, with the way out.
 * @param lines one at least
 */
export function describeDamage(context: Context, lines: readonly string[]): Message {
  const pages = lines.flatMap((line) => [...line.matchAll(PAGE)].map(([, page]) => Number(page)));
  const problem =
    pages.length === 0
      ? message('database.damaged_elsewhere')
      : message('database.damaged_pages', { pages: toRanges(pages) });
  return message('database.way_out', { problem, hint: restoreHint(context) });
}

/** Names the newest copy from which the book can be restored. */
export function restoreHint({ config }: Context): Message {
  const folder = backupFolder(config);
  const copy = folder === null ? null : newestCopy(folder);
  return copy === null
    ? message('database.fault_damaged_hint')
    : message('database.newest_copy', { copy });
}

function newestCopy(folder: string): string | null {
  try {
    return usableCopies(listCopies(folder)).at(-1)?.name ?? null;
  } catch {
    // `restore` names the folder's own problem.
    return null;
  }
}

/** Writes page numbers as `3`, `7–9`. */
function toRanges(pages: readonly number[]): string[] {
  const ranges: { first: number; last: number }[] = [];
  for (const page of [...new Set(pages)].sort((one, other) => one - other)) {
    const range = ranges.at(-1);
    if (range?.last === page - 1) range.last = page;
    else ranges.push({ first: page, last: page });
  }
  return ranges.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`));
}
