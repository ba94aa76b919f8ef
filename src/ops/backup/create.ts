import fs from 'node:fs';
import path from 'node:path';
import type { Context } from '../../context.js';
import { giveToOwnerOf, renameDurably } from '../../db/copies/durable.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { lackingRoom } from '../free-room.js';
import { refuseLostWork } from '../readiness/lost-work.js';
import { listCopies, usableCopies } from './folder.js';
import { manifestName, pageListName, type Copy, type CopyKind } from './manifest.js';
import type { Prepared } from './prepare.js';
import { folderProblem } from './problems.js';
import { proofSettings } from './prove.js';
import { removeExpired } from './retention.js';
import { prepareInProcess, type Prepare } from './run-prepare.js';
import { makeSnapshot } from './snapshot.js';

/**
 * Makes one copy of the book: a snapshot by the writer, then copy and proof in a process of its own,
 * aside in the folder of the copies, then the names that make it count. The caller has the lock of
 * the copies (owner.ts), so that two are never made at once.
 */

export interface CopyOptions {
  folder: string;
  kind: CopyKind;
  signal?: AbortSignal | undefined;
  /** Receives the steps of a copy of D1. */
  onStep?: ((step: Message) => void) | undefined;
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
  /** Time until the snapshot was made, until the copy's file was written, and until it was proven. */
  snapshotMs: number;
  copiedMs: number;
  tookMs: number;
}

const ASIDE = '.aside-';
const SCRATCH = '.scratch-';
/** Age of a scratch folder whose command cannot be at work any more. */
const OLD_MS = 24 * 60 * 60_000;
/** Times the database's size that a copy needs in its folder, at most: snapshot, copy, proof. */
const ROOM: Record<CopyKind, number> = { full: 2.2, increment: 1.2 };

/**
 * Makes a full copy or an increment, and removes copies that have expired. An increment without a
 * copy to continue becomes a full copy.
 * @throws DomainError with the way out; the book and the earlier copies are untouched then
 */
export async function makeCopy(context: Context, options: CopyOptions): Promise<CopyReport> {
  const { folder, signal, onStep, prepare = prepareInProcess } = options;
  // Increments are pages of a file; Time Travel is D1's own way to any minute.
  const isFile = context.engine.copyTo !== null;
  const kind = isFile ? options.kind : 'full';
  const startedAt = Date.now();
  const before = usableCopies(listCopies(folder));
  // The copy would be the newest, and hide what the one before it knows.
  refuseLostWork(context, folder);
  await removeAside(folder);
  const size = isFile ? sizeOf(context.engine.location) : sizeIn(before.at(-1));
  refuseWithoutRoom(size, folder, ROOM[kind]);
  const aside = makeFolder(folder, ASIDE);
  try {
    const { now, bookmark } = await makeSnapshot(context, { aside, folder, signal, onStep });
    const snapshotMs = Date.now() - startedAt;
    const at = instantAfter(before.at(-1), now);
    const settings = proofSettings(context.config);
    const prepared = await prepare({ aside, folder, kind, at, bookmark, settings }, signal);
    if (!isFile && options.kind === 'increment') prepared.instead = message('backup.no_increments');
    if (prepared.copy) putInPlace(aside, folder, prepared.copy.name);
    const calendar = { timezone: context.config.bookTimezone, now: new Date(at) };
    const removed = await removeExpired(folder, calendar);
    const copiedMs = prepared.copiedAt - startedAt;
    const tookMs = Date.now() - startedAt;
    return { ...reportOf(prepared, before), removed, snapshotMs, copiedMs, tookMs };
  } catch (error) {
    throw folderProblem(error, folder);
  } finally {
    // Off the event loop: to free the pages of a large snapshot takes tenths of a second.
    await fs.promises.rm(aside, { recursive: true, force: true });
  }
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
async function removeAside(folder: string): Promise<void> {
  for (const name of fs.readdirSync(folder)) {
    const left = path.join(folder, name);
    const isOld = () => Date.now() - fs.statSync(left).mtimeMs > OLD_MS;
    try {
      if (name.startsWith(ASIDE) || (name.startsWith(SCRATCH) && isOld())) {
        await fs.promises.rm(left, { recursive: true, force: true });
      }
    } catch {
      // A process that outlives its parent for a moment still writes there; the next copy removes it.
    }
  }
}

/** Size of a database's files, bytes. */
function sizeOf(database: string): number {
  const sizes = [database, `${database}-wal`].map(
    (file) => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Size of the database in a copy, bytes. */
const sizeIn = (copy: Copy | undefined) => (copy ? copy.pages * copy.pageSize : 0);

function refuseWithoutRoom(size: number, folder: string, times: number): void {
  const room = lackingRoom(folder, times * size);
  if (!room) return;
  throw new DomainError('configuration', message('backup.no_room', room), {
    hint: message('backup.disk_full_hint'),
  });
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
): Omit<CopyReport, 'removed' | 'snapshotMs' | 'copiedMs' | 'tookMs'> {
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
