import fs from 'node:fs';
import path from 'node:path';
import type { Context } from '../../context.js';
import { giveToOwnerOf } from '../../db/copies/durable.js';
import { isLocked, takeLock, type OwnerLock } from '../../db/copies/owner-lock.js';
import { folderProblem } from './problems.js';

/**
 * The owner of a book's copies: the one process that may make them. A running server owns them for
 * as long as it lives; a command owns them while it works, and asks the server otherwise. The folder
 * beside the database holds the lock and the requests.
 */

/**
 * Returns the path beside which the owner keeps its lock: the database, or for D1 a name in the
 * folder of the copies.
 * @throws DomainError when that folder is away: it must not be made on the disk below its own
 */
export function ownedPath({ engine }: Context, folder: string): string {
  if (engine.copyTo) return engine.location;
  try {
    fs.readdirSync(folder);
  } catch (error) {
    throw folderProblem(error, folder);
  }
  return path.join(folder, 'book');
}

/** Returns the folder beside a database, by the file itself behind symbolic links. */
export function ownerFolder(database: string): string {
  const real = fs.existsSync(database) ? fs.realpathSync(database) : path.resolve(database);
  return `${real}.backup`;
}

/** Becomes the owner; null while another process is. */
export function ownCopies(database: string): OwnerLock | null {
  const file = lockOf(database);
  const lock = takeLock(file);
  const folder = ownerFolder(database);
  if (lock) for (const made of [folder, file]) giveToOwnerOf(path.dirname(folder), made);
  return lock;
}

/** Returns true while a process owns the copies of a database. */
export function hasOwner(database: string): boolean {
  return isLocked(lockOf(database));
}

const lockOf = (database: string) => path.join(ownerFolder(database), 'owner.lock');
