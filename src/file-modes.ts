import fs from 'node:fs';
import path from 'node:path';
import type { Config } from './config.js';
import { projectRoot } from './paths.js';

/** Keeps the book's files from other users of the machine: 0600, and 0700 for folders. */

const OTHERS = 0o077;
/** Files beside a database: SQLite gives new ones the mode of the database. */
const BESIDE = ['', '-wal', '-shm', '-journal', '.secrets.json'];

/** Makes every file and folder of this process, and of its children, its owner's alone. */
export function makeFilesPrivate(): void {
  process.umask(OTHERS);
}

/**
 * Closes files to other users that an earlier version, or a copy by hand, has left open to them: the
 * configured database with the files beside it, and the folder where it is our own. Files of another
 * owner stay as they are.
 * @returns the paths that were closed
 */
export function closeFilesToOthers({ database }: Config): string[] {
  if (database.engine !== 'embedded' || process.platform === 'win32') return [];
  const file = path.resolve(projectRoot, database.file);
  const paths = BESIDE.map((end) => `${file}${end}`);
  return [...(database.isDefault ? [path.dirname(file)] : []), ...paths].filter(closeToOthers);
}

/** Closes a file or folder of this user to others; returns false where it was closed, or is not ours. */
export function closeToOthers(file: string): boolean {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  if (found === undefined || (found.mode & OTHERS) === 0) return false;
  const user = process.getuid?.();
  if (user !== 0 && user !== found.uid) return false;
  fs.chmodSync(file, found.mode & 0o700);
  return true;
}
