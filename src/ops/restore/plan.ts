import fs from 'node:fs';
import path from 'node:path';
import { LOCAL_KEY_ID, type Config } from '../../config.js';
import { hasHeader } from '../../db/copies/header.js';
import {
  endOf,
  operationsAfter,
  type LaterOperations,
  type NewestOperation,
} from '../../db/copies/snapshot-facts.js';
import { readMigrations } from '../../db/migrations/migrator.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { migrationsFolder, projectRoot } from '../../paths.js';
import { hasKeptSecrets } from '../../secrets.js';
import { parseDataKeys } from '../../services/encryption/sealing.js';
import {
  chainOf,
  listCopies,
  refuseOtherBook,
  usableCopies,
  type ListedCopy,
} from '../backup/folder.js';
import type { Copy } from '../backup/manifest.js';
import { noCopies } from '../backup/verify.js';

/** Decides what a restore would do, before it does anything: which copies, which time, which loss. */

export interface RestoreRequest {
  folder: string;
  /** Instant to go back to; the newest copy when it is not given. */
  at?: Date | undefined;
  /** New file to restore to; the book's own database when it is not given. */
  to?: string | undefined;
}

export interface RestorePlan {
  /** The full copy and its increments, in order. */
  chain: [Copy, ...Copy[]];
  /** Last copy of the chain: the book as it will be. */
  copy: Copy;
  /** Database to be written, by its absolute path. */
  target: string;
  /** True when the target is the book's own database, whose files move aside. */
  isBook: boolean;
  /** True when there is a file at the target. */
  isThere: boolean;
  /** Operations of the target that the copy lacks; null when they cannot be counted. */
  lost: LaterOperations | null;
  /** End of a target that lacks the copy's newest operation: it has lost work. Else null. */
  endsEarlier: { newestOperation: NewestOperation | null } | null;
  /** Newer copies, by the reason for which each is not taken: damaged, or later than asked for. */
  passedOver: { name: string; problem: Message | null }[];
  /** Migrations that `db migrate` has to apply to the restored book. */
  pending: string[];
  /** Ids of the data keys of the copy that this configuration lacks. */
  missingKeys: string[];
}

const SHOWN = 10;

/**
 * Plans a restore. Reads only.
 * @throws DomainError `not_found` without a copy of that time, `configuration` for a copy that needs
 * newer code, `conflict` when a file to restore to exists or the folder has copies of two books
 */
export function planRestore(config: Config, { folder, at, to }: RestoreRequest): RestorePlan {
  const target = to === undefined ? bookFile(config) : path.resolve(to);
  const listed = listCopies(folder);
  const usable = usableCopies(listed);
  const copy = at ? usable.findLast((one) => Date.parse(one.at) <= at.getTime()) : usable.at(-1);
  if (!copy) throw noCopyOf(folder, listed, usable[0], at);
  refuseOtherBook(folder, usable, copy.book);
  const known = readMigrations(migrationsFolder).map(({ name }) => name);
  refuseNewer(copy, known);
  if (to !== undefined) refuseExisting(target);
  const keys = new Set(parseDataKeys(config.dataKey).map(({ id }) => id));
  if (hasKeptSecrets(config)) keys.add(LOCAL_KEY_ID);
  return {
    chain: chainOf(usable, copy),
    copy,
    target,
    isBook: to === undefined,
    isThere: fs.existsSync(target),
    ...(to === undefined ? lossIn(target, copy) : { lost: null, endsEarlier: null }),
    passedOver: listed.filter(({ name }) => name > copy.name),
    pending: known.filter((name) => !copy.migrations.includes(name)),
    missingKeys: copy.dataKeys.filter((id) => !keys.has(id)),
  };
}

/**
 * Returns the path of the book's own database.
 * @throws DomainError `invalid` for a database on D1
 */
export function bookFile({ database }: Config): string {
  if (database.engine === 'embedded') return path.resolve(projectRoot, database.file);
  throw new DomainError('invalid', message('restore.d1'), {
    hint: message('restore.d1_hint', { at: '--at', to: '--to' }),
  });
}

function noCopyOf(
  folder: string,
  listed: readonly ListedCopy[],
  first: Copy | undefined,
  at: Date | undefined,
): DomainError {
  if (at && first) {
    const times = { at: at.toISOString(), first: first.at };
    return new DomainError('not_found', message('restore.before_first', times), {
      hint: message('backup.no_such_copy_hint'),
    });
  }
  const last = listed.at(-1);
  if (!last?.problem) return noCopies(folder);
  const problem = { copy: last.name, problem: last.problem };
  return new DomainError('not_found', message('backup.damaged', problem), {
    hint: message('restore.none_left_hint'),
  });
}

function refuseNewer({ name, migrations }: Copy, known: readonly string[]): void {
  const unknown = migrations.filter((migration) => !known.includes(migration));
  if (unknown.length === 0) return;
  const said = message('restore.newer', { copy: name, migrations: unknown });
  throw new DomainError('configuration', said, { hint: message('database.newer_hint') });
}

function refuseExisting(file: string): void {
  if (!fs.existsSync(file)) return;
  throw new DomainError('conflict', message('restore.exists', { file }), {
    hint: message('restore.exists_hint'),
  });
}

/** Compares the database with the copy; a damaged, foreign or missing one tells nothing. */
function lossIn(target: string, copy: Copy): Pick<RestorePlan, 'lost' | 'endsEarlier'> {
  const unknown = { lost: null, endsEarlier: null };
  try {
    if (!fs.existsSync(target) || !hasHeader(target)) return unknown;
    const lost = operationsAfter(target, copy.newestOperation, SHOWN);
    if (lost) return { lost, endsEarlier: null };
    const { book, newestOperation } = endOf(target);
    return book === copy.book ? { lost: null, endsEarlier: { newestOperation } } : unknown;
  } catch {
    return unknown;
  }
}
