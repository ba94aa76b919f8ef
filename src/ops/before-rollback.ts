import fs from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.js';
import type { Context } from '../context.js';
import { giveToOwnerOf } from '../db/copies/durable.js';
import { backupFolder, projectRoot } from '../paths.js';
import { makeCopy, type CopyOptions } from './backup/create.js';
import { ownCopies } from './backup/owner.js';
import { holdDatabase, inUse, isOpenElsewhere } from './restore/put-in-place.js';

/** The way back from a rollback: nobody else at work, and a copy of the book as it was. */

export interface WayBack {
  folder: string;
  /** Name of the copy. */
  copy: string;
}

/** Right to take migrations back; no server and no other command has it. */
export interface RollbackTurn {
  /**
   * Copies the book into BACKUP_FOLDER, or beside the database; null on an engine without files,
   * which has means of its own.
   * @throws DomainError when another process has opened the database, or when the copy fails
   */
  copyBook: (context: Context, prepare?: CopyOptions['prepare']) => Promise<WayBack | null>;
  release: () => void;
}

/** Suffix of the folder beside a database without BACKUP_FOLDER. */
const BESIDE = '.before-rollback';

/**
 * Takes the turn. Call it before this process opens the database.
 * @throws DomainError `conflict` while another process has the database open
 */
export function takeRollbackTurn({ database }: Config): RollbackTurn {
  const file = database.engine === 'embedded' ? path.resolve(projectRoot, database.file) : null;
  // A database that does not exist is refused when it is opened.
  if (file === null || !fs.existsSync(file)) {
    return { copyBook: () => Promise.resolve(null), release: () => undefined };
  }
  const lock = ownCopies(file);
  if (!lock) throw inUse(file);
  try {
    holdDatabase(file)?.release();
  } catch (error) {
    lock.release();
    throw error;
  }
  return {
    copyBook: async (context, prepare) => {
      // The operator may have taken long to answer.
      if (isOpenElsewhere(file)) throw inUse(file);
      const folder = backupFolder(context.config) ?? folderBeside(file);
      const { name } = await makeCopy(context, { folder, kind: 'increment', prepare });
      return { folder, copy: name };
    },
    release: () => {
      lock.release();
    },
  };
}

function folderBeside(file: string): string {
  const folder = `${fs.realpathSync(file)}${BESIDE}`;
  if (!fs.existsSync(folder)) {
    fs.mkdirSync(folder, { mode: 0o700 });
    giveToOwnerOf(path.dirname(folder), folder);
  }
  return folder;
}
