import fs from 'node:fs';
import path from 'node:path';
import type { Context } from '../context.js';
import { TIME_TRAVEL_DAYS } from '../db/engines/d1/time-travel.js';
import { fromStored, type Message } from '../messages/message.js';
import { backupFolder } from '../paths.js';

/**
 * Bookmarks of D1's Time Travel, kept before risky work: the state that an operator wants back is
 * then one command away, to the statement and not to the minute. They lie in the folder of the
 * copies, because a restore takes everything back that the database itself holds.
 */

export interface KeptBookmark {
  /** Instant at which it was read: ISO 8601, UTC. */
  at: string;
  /** Place of the database: two books may share a folder by mistake. */
  database: string;
  /** Null when D1 gave none: the instant leads there by the minute. */
  bookmark: string | null;
  /** The work that was about to begin. */
  reason: Message;
}

export interface ListedBookmark extends KeptBookmark {
  /** Time Travel goes back no further. */
  isExpired: boolean;
}

/** Bulk runs of at least so many rows are risky. */
export const RISKY_ROWS = 100;

const FILE = 'time-travel.jsonl';
const DAY_MS = 86_400_000;

/**
 * Keeps the bookmark of now, in the log and in the folder of the copies; null on an engine without
 * Time Travel. Never fails: the work that follows is not worth less without it.
 */
export async function keepBookmark(
  { engine, config, clock, log }: Context,
  reason: Message,
): Promise<KeptBookmark | null> {
  if (!engine.bookmark) return null;
  const at = clock.now().toISOString();
  let bookmark: string | null = null;
  try {
    bookmark = await engine.bookmark();
  } catch (error) {
    log.warn({ err: error }, 'D1 gave no bookmark; Time Travel goes back to this minute');
  }
  const kept = { at, database: engine.location, bookmark, reason };
  log.info({ at, bookmark, reason: reason.key }, 'a bookmark of Time Travel was kept');
  const folder = backupFolder(config);
  if (folder === null) return kept;
  try {
    appendLine(path.join(folder, FILE), JSON.stringify(kept));
  } catch (error) {
    log.error({ err: error, at, bookmark }, 'the bookmark could not be written into its file');
  }
  return kept;
}

/** Lists the bookmarks of a folder, oldest first. A line that a crash cut off is left out. */
export function listBookmarks(folder: string, now: Date): ListedBookmark[] {
  const oldest = now.getTime() - TIME_TRAVEL_DAYS * DAY_MS;
  return readLines(path.join(folder, FILE)).flatMap((line) => {
    const kept = parseLine(line);
    return kept ? [{ ...kept, isExpired: Date.parse(kept.at) < oldest }] : [];
  });
}

/** Appends a line that reaches the disk before the risky work begins. */
function appendLine(file: string, line: string): void {
  const opened = fs.openSync(file, 'a', 0o600);
  try {
    fs.writeSync(opened, `${line}\n`);
    fs.fsyncSync(opened);
  } finally {
    fs.closeSync(opened);
  }
}

function readLines(file: string): string[] {
  try {
    return fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR'].includes(code)) return [];
    throw error;
  }
}

function parseLine(line: string): KeptBookmark | null {
  try {
    const { at, database, bookmark, reason } = JSON.parse(line) as Record<string, unknown>;
    if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return null;
    if (typeof database !== 'string') return null;
    const known = typeof bookmark === 'string' ? bookmark : null;
    return { at, database, bookmark: known, reason: fromStored(reason) };
  } catch {
    return null;
  }
}
