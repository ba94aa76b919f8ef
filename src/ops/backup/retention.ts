import fs from 'node:fs';
import path from 'node:path';
import { DateTime } from 'luxon';
import { syncFolder } from '../../db/copies/durable.js';
import { listCopies, usableCopies } from './folder.js';
import { manifestName, pageListName, type Copy } from './manifest.js';

/**
 * Decides which copies stay: all of the last day, for one more day every hour's last one, and with
 * it all that its chain needs; of older times one full copy of a day, a week and a month.
 */

export interface CopyCalendar {
  now: Date;
  /** IANA name of the book's time zone. */
  timezone: string;
}

/** Hours of which every copy stays, then numbers of hours, days, weeks and months. */
export const KEPT = { wholeHours: 24, hourly: 48, daily: 14, weekly: 8, monthly: 12 } as const;

/** Lists the names of expired copies, newest first: an increment stands before its parent. */
export function expiredCopies(
  all: readonly Copy[],
  usable: readonly Copy[],
  { now, timezone }: CopyCalendar,
): string[] {
  const today = DateTime.fromJSDate(now, { zone: timezone });
  const fulls = usable.filter(({ kind }) => kind === 'full');
  const kept = new Set<string>();
  const keepLast = (
    copies: readonly Copy[],
    unit: 'hour' | 'day' | 'week' | 'month',
    units: number,
  ) => {
    const first = today.startOf(unit).minus({ [unit]: units - 1 });
    const last = new Map<number, string>();
    for (const { at, name } of copies) {
      const start = DateTime.fromISO(at, { zone: timezone }).startOf(unit);
      if (start >= first) last.set(start.toMillis(), name);
    }
    for (const name of last.values()) kept.add(name);
  };
  const recent = today.minus({ hours: KEPT.wholeHours });
  for (const { at, name } of usable) if (DateTime.fromISO(at) >= recent) kept.add(name);
  keepLast(usable, 'hour', KEPT.hourly);
  keepLast(fulls, 'day', KEPT.daily);
  keepLast(fulls, 'week', KEPT.weekly);
  keepLast(fulls, 'month', KEPT.monthly);
  // The newest stay however old they are: a clock that jumped ahead must not remove everything.
  for (const copy of [usable.at(-1), fulls.at(-1)]) if (copy) kept.add(copy.name);
  const byName = new Map(all.map((copy) => [copy.name, copy]));
  for (const name of [...kept]) {
    let parent = byName.get(name)?.parent;
    while (parent != null && !kept.has(parent)) {
      kept.add(parent);
      parent = byName.get(parent)?.parent;
    }
  }
  return all
    .filter(({ name }) => !kept.has(name))
    .map(({ name }) => name)
    .reverse();
}

/**
 * Removes expired copies, and the lists of pages that no increment will continue. Returns the names
 * of the removed copies.
 */
export async function removeExpired(folder: string, calendar: CopyCalendar): Promise<string[]> {
  const listed = listCopies(folder);
  const all = listed.flatMap(({ copy }) => (copy ? [copy] : []));
  const usable = usableCopies(listed);
  const expired = expiredCopies(all, usable, calendar);
  // The manifest goes last: what is left of a removal is known, and goes with the next one.
  for (const name of expired) {
    for (const file of [name, pageListName(name), manifestName(name)]) {
      await fs.promises.rm(path.join(folder, file), { force: true });
    }
  }
  const newest = usable.at(-1)?.name;
  for (const { name } of listed) {
    if (name === newest) continue;
    await fs.promises.rm(path.join(folder, pageListName(name)), { force: true });
  }
  if (expired.length > 0) syncFolder(folder);
  return expired;
}
