import fs from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Engine } from '../../db/types.js';
import { message, type Message } from '../../messages/message.js';

/** The disk of a database, and the size of its write-ahead log. */

export interface DiskFindings {
  problems: Message[];
  warnings: Message[];
}

/** Returns the free bytes of a folder's disk; null when they cannot be read. */
export type FreeBytes = (folder: string) => Promise<number | null>;

const MEGABYTE = 1e6;
/** Free megabytes below which the next checkpoint may fail, and below which somebody should know. */
const LEAST_FREE_MB = 32;
const FEW_FREE_MB = 500;
/** Checkpoints keep the log below half of this. */
const LARGEST_LOG_MB = 256;

/** Looks at the room on the disk, and at the size of the log; nothing on an engine without files. */
export async function diskFindings(engine: Engine, freeBytes: FreeBytes): Promise<DiskFindings> {
  if (engine.copyTo === null) return { problems: [], warnings: [] };
  const file = realPath(engine.location);
  const free = await freeBytes(path.dirname(file));
  const freeMb = free === null ? Infinity : Math.floor(free / MEGABYTE);
  const logBytes = fs.statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const logMb = Math.floor(logBytes / MEGABYTE);
  const low = message('ready.disk_low', { megabytes: freeMb });
  return {
    problems: freeMb < LEAST_FREE_MB ? [low] : [],
    warnings: [
      ...(freeMb >= LEAST_FREE_MB && freeMb < FEW_FREE_MB ? [low] : []),
      ...(logMb > LARGEST_LOG_MB ? [message('ready.log_large', { megabytes: logMb })] : []),
    ],
  };
}

function realPath(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return file;
  }
}

/** Asks the system for the free bytes of a folder's disk. */
export async function freeBytesOf(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
