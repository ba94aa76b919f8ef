import fs from 'node:fs';
import path from 'node:path';
import type { Context } from '../../context.js';
import { giveToOwnerOf, renameDurably } from '../../db/copies/durable.js';
import type { Engine } from '../../db/types.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { listCopies, usableCopies } from './folder.js';
import { manifestName, pageListName, type Copy, type CopyKind } from './manifest.js';
import { SNAPSHOT, type Prepared } from './prepare.js';
import { folderProblem } from './problems.js';
import { proofSettings } from './prove.js';
import { removeExpired } from './retention.js';
import { prepareInProcess, type Prepare } from './run-prepare.js';

/**
 * Makes one copy of the book: a snapshot by the writer, then copy and proof in a process of its own,
 * aside in the folder of the copies, then the names that make it count. The caller has the lock of
 * the copies (owner.ts), so that two are never made at once.
 */

export interface CopyOptions {
  folder: string;
  kind: CopyKind;
  signal?: AbortSignal | undefined;
  /** For tests: prepares in this process. */
  prepare?: Prepare | undefined;
}

export interface CopyReport {
  /** Name of the copy; of the newest one when nothing had changed since. */
  name: string;
  kind: CopyKind;
  at: string;
  bytes: number;
  pages: number;
  changedPages: number;
  isUnchanged: boolean;
  /** A full copy was made instead of an increment, because of this. */
  instead: Message | null;
  brokenRows: number;
  firstBroken: Message | null;
  /** Names of the copies that retention removed. */
  removed: string[];
  tookMs: number;
}

const ASIDE = '.aside-';
const SCRATCH = '.scratch-';
/** Age of a scratch folder whose command cannot be at work any more. */
const OLD_MS = 24 * 60 * 60_000;
/** Times the database's size that a copy needs in its folder, at most: snapshot, copy, proof. */
const ROOM: Record<CopyKind, number> = { full: 2.2, increment: 1.2 };
const MEGABYTE = 1e6;

/**
 * Makes a full copy or an increment, and removes copies that have expired. An increment without a
 * copy to continue becomes a full copy.
 * @throws DomainError with the way out; the book and the earlier copies are untouched then
 */
export async function makeCopy(context: Context, options: CopyOptions): Promise<CopyReport> {
  const copyTo = copyingEngine(context.engine);
  const { folder, kind, signal, prepare = prepareInProcess } = options;
  const startedAt = Date.now();
  const before = usableCopies(listCopies(folder));
  removeAside(folder);
  refuseWithoutRoom(context.engine.location, folder, ROOM[kind]);
  const aside = makeFolder(folder, ASIDE);
  try {
    await snapshotInto(copyTo, aside, folder);
    const at = instantAfter(before.at(-1), context.clock.now());
    const settings = proofSettings(context.config);
    const prepared = await prepare({ aside, folder, kind, at, settings }, signal);
    if (prepared.copy) putInPlace(aside, folder, prepared.copy.name);
    const calendar = { timezone: context.config.bookTimezone, now: new Date(at) };
    const removed = removeExpired(folder, calendar);
    return { ...reportOf(prepared, before), removed, tookMs: Date.now() - startedAt };
  } catch (error) {
    throw folderProblem(error, folder);
  } finally {
    fs.rmSync(aside, { recursive: true, force: true });
  }
}

/** @throws DomainError `invalid` on an engine that makes no copy in a file */
export function copyingEngine({ copyTo, location }: Engine): NonNullable<Engine['copyTo']> {
  if (copyTo) return copyTo;
  throw new DomainError('invalid', message('backup.no_files', { location }), {
    hint: message('backup.no_files_hint'),
  });
}

/** Makes a folder for work on copies, in the folder of the copies. */
export function makeScratch(folder: string): string {
  return makeFolder(folder, SCRATCH);
}

/** Makes a folder within the folder of the copies: a rename stays on its disk. */
function makeFolder(folder: string, prefix: string): string {
  try {
    return fs.mkdtempSync(path.join(folder, prefix));
  } catch (error) {
    throw folderProblem(error, folder);
  }
}

/** Removes what interrupted work has left. */
function removeAside(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    const left = path.join(folder, name);
    const isOld = () => Date.now() - fs.statSync(left).mtimeMs > OLD_MS;
    try {
      if (name.startsWith(ASIDE) || (name.startsWith(SCRATCH) && isOld())) {
        fs.rmSync(left, { recursive: true, force: true });
      }
    } catch {
      // A process that outlives its parent for a moment still writes there; the next copy removes it.
    }
  }
}

function refuseWithoutRoom(database: string, folder: string, times: number): void {
  const sizes = [database, `${database}-wal`].map(
    (file) => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0,
  );
  const needed = times * sizes.reduce((sum, size) => sum + size, 0);
  const { bavail, bsize } = fs.statfsSync(folder);
  if (bavail * bsize >= needed) return;
  const room = {
    folder,
    needed: Math.ceil(needed / MEGABYTE),
    free: Math.floor((bavail * bsize) / MEGABYTE),
  };
  throw new DomainError('configuration', message('backup.no_room', room), {
    hint: message('backup.disk_full_hint'),
  });
}

async function snapshotInto(
  copyTo: NonNullable<Engine['copyTo']>,
  aside: string,
  folder: string,
): Promise<void> {
  try {
    await copyTo(path.join(aside, SNAPSHOT));
  } catch (error) {
    const { said } = error as { said?: Message };
    // SQLite does not say which of the two disks is full: only the copy is being written.
    if (said?.key === 'database.full') {
      throw folderProblem(Object.assign(new Error('disk full'), { code: 'ENOSPC' }), folder);
    }
    throw error;
  }
}

/** Returns an instant behind the newest copy, because copies are in the order of their names. */
function instantAfter(newest: Copy | undefined, now: Date): string {
  const after = newest ? Date.parse(newest.at) + 1 : 0;
  return new Date(Math.max(now.getTime(), after)).toISOString();
}

/** The last name makes the copy count; without it there is a manifest whose file is missing. */
function putInPlace(aside: string, folder: string, name: string): void {
  const files = [pageListName(name), manifestName(name), name];
  for (const file of files) giveToOwnerOf(folder, path.join(aside, file));
  renameDurably(files.map((file) => [path.join(aside, file), path.join(folder, file)] as const));
}

function reportOf(
  { copy, instead, firstBroken }: Prepared,
  before: readonly Copy[],
): Omit<CopyReport, 'removed' | 'tookMs'> {
  const newest = before.at(-1);
  const made = copy ? { ...copy.manifest, name: copy.name } : newest;
  if (!made) throw new Error('no copy was made, and there is none');
  const { name, kind, at, bytes, pages, changedPages, proven } = made;
  return {
    ...{ name, kind, at, bytes, pages, changedPages, instead, firstBroken },
    isUnchanged: copy === null,
    brokenRows: proven.brokenRows,
  };
}
