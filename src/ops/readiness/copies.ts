import fs from 'node:fs';
import type { Context } from '../../context.js';
import { message, type Message } from '../../messages/message.js';
import { backupFolder } from '../../paths.js';
import { isCopyName, readManifest, type Copy } from '../backup/manifest.js';

/** The newest copy of a book, and whether it is as new as it should be. */

const MINUTE_MS = 60_000;
/** Increments that may be missing before somebody should know. */
const MISSED = 3;
/** Time for a full copy of a large book. */
const SLACK_MINUTES = 10;

/**
 * Returns the newest copy whose file and manifest are there; null without one. Does not look at the
 * copies that it continues, as `listCopies` does.
 */
export function newestCopy(folder: string): Copy | null {
  const names = fs.readdirSync(folder).filter(isCopyName).sort();
  for (const name of names.reverse()) {
    const copy = readManifest(folder, name);
    if (copy) return copy;
  }
  return null;
}

/** Warns of copies that are missing, or older than the book by more than a few increments. */
export function copyWarnings({ config, engine, clock }: Context): Message[] {
  const folder = backupFolder(config);
  if (folder === null || engine.copyTo === null) return [];
  try {
    const newest = newestCopy(folder);
    if (!newest) return [message('ready.no_copy')];
    const minutes = Math.floor((clock.now().getTime() - Date.parse(newest.at)) / MINUTE_MS);
    const isOld = minutes > MISSED * config.backupEveryMinutes + SLACK_MINUTES;
    const isChanged = lastChange(engine.location) > Date.parse(newest.at);
    return isOld && isChanged ? [message('ready.copy_old', { minutes })] : [];
  } catch {
    return [message('ready.copies_unreadable')];
  }
}

/** Returns the time of the last write into a database or its log, in ms. */
function lastChange(database: string): number {
  const real = fs.realpathSync(database);
  const times = [real, `${real}-wal`].map(
    (file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.max(...times);
}
