import fs from 'node:fs';
import path from 'node:path';
import { giveToOwnerOf, syncFolder } from '../../db/copies/durable.js';
import { type HeldFile, holdAlone } from '../../db/copies/hold-alone.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';

/**
 * Puts a restored file in the place of a database, and moves the old files aside. At no moment is
 * there no database, and none has another's write-ahead log beside it.
 */

/** Suffixes of the files beside a database, which belong to it alone. */
const BESIDE = ['-wal', '-shm', '-journal'];

/**
 * Takes a database from all other processes; null when it does not exist or SQLite cannot read it.
 * @throws DomainError `conflict` while another process has it open
 */
export function holdDatabase(file: string): HeldFile | null {
  if (!fs.existsSync(file)) return null;
  const held = holdAlone(file);
  if (held === 'in_use' || (held === 'unreadable' && isOpenElsewhere(file))) throw inUse(file);
  return held === 'unreadable' ? null : held;
}

/** Returns the refusal of a restore under a program at work. */
export function inUse(file: string): DomainError {
  return new DomainError('conflict', message('restore.in_use', { file }), {
    hint: message('restore.in_use_hint'),
  });
}

/**
 * Returns a name that no file has for the database that a restore replaces. A restore that was killed
 * may have taken the name of this second.
 */
export function asideName(target: string, now: Date): string {
  const name = `${target}.before-restore-${now.toISOString().replace(/[-:]|\.\d+/g, '')}`;
  const isTaken = (free: string) => ['', ...BESIDE].some((end) => fs.existsSync(`${free}${end}`));
  let free = name;
  for (let turn = 2; isTaken(free); turn += 1) free = `${name}-${turn}`;
  return free;
}

/**
 * Renames `made` to `target`, whose files get the name `aside` first. Returns the files aside. The
 * caller holds the database.
 */
export function putInPlace(made: string, target: string, aside: string): string[] {
  const moved: string[] = [];
  if (fs.existsSync(target)) {
    // The old files stay for the operator, and for nobody else.
    fs.chmodSync(target, 0o600);
    keepUnder(target, aside);
    moved.push(aside);
  }
  // A database that was held has none of these: they belong to one that SQLite cannot read.
  for (const end of BESIDE) {
    if (!fs.existsSync(`${target}${end}`)) continue;
    fs.renameSync(`${target}${end}`, `${aside}${end}`);
    moved.push(`${aside}${end}`);
  }
  fs.renameSync(made, target);
  syncFolder(path.dirname(target));
  return moved;
}

/** Gives a restored file the owner of the database, or of its folder, and closes it to all others. */
export function giveTo(file: string, like: string): void {
  fs.chmodSync(file, 0o600);
  giveToOwnerOf(like, file);
}

/** Gives a file a second name, so that the first one leads to a database all the time. */
function keepUnder(file: string, name: string): void {
  try {
    fs.linkSync(file, name);
  } catch (error) {
    // File systems without hard links: https://man7.org/linux/man-pages/man2/link.2.html
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code)) throw error;
    fs.renameSync(file, name);
  }
}

/**
 * Looks through the open files of other processes, where the system shows them: SQLite cannot tell
 * who has a file open that it cannot read.
 */
export function isOpenElsewhere(file: string): boolean {
  if (process.platform !== 'linux') return false;
  const { dev, ino } = fs.statSync(file);
  return filesIn('/proc')
    .filter((id) => /^\d+$/.test(id) && id !== String(process.pid))
    .some((id) =>
      filesIn(`/proc/${id}/fd`).some((fd) => {
        const found = statOf(`/proc/${id}/fd/${fd}`);
        return found?.dev === dev && found.ino === ino;
      }),
    );
}

function filesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    // Ended in the meantime, or another user's.
    return [];
  }
}

function statOf(file: string): fs.Stats | undefined {
  try {
    return fs.statSync(file);
  } catch {
    return undefined;
  }
}
