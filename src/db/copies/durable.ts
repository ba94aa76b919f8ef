import fs from 'node:fs';
import path from 'node:path';

/** Writes that survive a loss of power: a file, and the folder that names it, reach the disk. */

/** Writes a small file and syncs it. */
export function writeDurably(file: string, content: string | Uint8Array): void {
  fs.writeFileSync(file, content, { mode: 0o600 });
  syncFile(file);
}

/** Syncs a file that somebody else has written. */
export function syncFile(file: string): void {
  const opened = fs.openSync(file, 'r+');
  try {
    fs.fsyncSync(opened);
  } finally {
    fs.closeSync(opened);
  }
}

/** Syncs the names in a folder. Windows cannot, and needs not. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(opened);
  } catch (error) {
    // Some network file systems refuse it: https://man7.org/linux/man-pages/man2/fsync.2.html
    if (!['EINVAL', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    fs.closeSync(opened);
  }
}

/**
 * Gives a file or folder the owner of another one, when the superuser works: a server without its
 * rights must be able to read what a command has made.
 */
export function giveToOwnerOf(like: string, file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = fs.statSync(like);
  fs.chownSync(file, uid, gid);
}

/** Renames files within one folder, in order, and syncs the folder. */
export function renameDurably(moves: readonly (readonly [from: string, to: string])[]): void {
  for (const [from, to] of moves) fs.renameSync(from, to);
  for (const folder of new Set(moves.map(([, to]) => path.dirname(to)))) syncFolder(folder);
}

/**
 * Brings a file to the disk while it is being written, on a thread of the pool: SQLite syncs the
 * whole copy at its end, and a write waited 290 ms for that instead of 40.
 */
export function syncBehind(file: string): { next: () => void; end: () => Promise<void> } {
  let opened: number | undefined;
  let syncing: Promise<void> | undefined;
  return {
    next: () => {
      if (syncing || (opened === undefined && !fs.existsSync(file))) return;
      const descriptor = (opened ??= fs.openSync(file, 'r+'));
      syncing = new Promise((resolve) => {
        fs.fdatasync(descriptor, () => {
          syncing = undefined;
          resolve();
        });
      });
    },
    end: async () => {
      await syncing;
      if (opened !== undefined) fs.closeSync(opened);
    },
  };
}
