import fs from 'node:fs';
import path from 'node:path';
import type { Config } from '../../config.js';
import {
  DamagedCopy,
  digestFile,
  listAfter,
  readFull,
  writeFull,
  writeIncrement,
  type WrittenFile,
} from '../../db/copies/copy-files.js';
import { writeDurably } from '../../db/copies/durable.js';
import { listPages, PageList } from '../../db/copies/page-list.js';
import { quickCheck, readFacts } from '../../db/copies/snapshot-facts.js';
import { DomainError } from '../../errors.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import { listCopies, refuseOtherBook, usableCopies } from './folder.js';
import {
  copyName,
  manifestName,
  pageListName,
  writeManifest,
  type Copy,
  type CopyKind,
  type Manifest,
} from './manifest.js';
import { proveBook, type Proof } from './prove.js';

/**
 * Makes a copy of a snapshot and proves it, in a folder aside. Runs in a process of its own: to read,
 * compress and reconcile a book takes a processor for seconds.
 */

export interface PrepareOrder {
  /** Folder aside, which has the snapshot. */
  aside: string;
  /** Folder of the finished copies. */
  folder: string;
  kind: CopyKind;
  /** Instant of the snapshot, ISO 8601. */
  at: string;
  /** Bookmark of Time Travel of the same state; null on an engine without. */
  bookmark?: string | null | undefined;
  settings: Config;
}

export interface Prepared {
  /** Null when no page has changed since the newest copy. */
  copy: { name: string; manifest: Manifest } | null;
  newest: string | null;
  /** A full copy was made instead of an increment, because of this. */
  instead: Message | null;
  firstBroken: Message | null;
  /** Time at which the copy's file was on the disk, ms since 1970; its proof follows. */
  copiedAt: number;
}

/** Name of the snapshot in the folder aside. */
export const SNAPSHOT = 'snapshot.db';

/**
 * Writes copy, list of pages and manifest into the folder aside.
 * @throws DomainError when the snapshot is not sound, or the copy is not what was written
 */
export async function prepareCopy(order: PrepareOrder): Promise<Prepared> {
  const startedAt = Date.now();
  const snapshot = path.join(order.aside, SNAPSHOT);
  const list = listPages(snapshot);
  const facts = readFacts(snapshot);
  const copies = usableCopies(listCopies(order.folder));
  refuseOtherBook(order.folder, copies, facts.book);
  const base = baseOf(order, copies, list.pageSize);
  const parent = 'parent' in base ? base : null;
  const changed = parent ? list.changedSince(parent.list) : [];
  const newest = copies.at(-1)?.name ?? null;
  const instead = 'instead' in base ? base.instead : null;
  if (parent && changed.length === 0 && parent.list.count === list.count) {
    return { copy: null, newest, instead, firstBroken: null, copiedAt: Date.now() };
  }
  const made = parent
    ? await makeIncrement(order.aside, snapshot, list, parent.list, changed)
    : await makeFull(order, snapshot, list);
  const manifest: Manifest = {
    format: 1,
    kind: parent ? 'increment' : 'full',
    at: order.at,
    bookmark: order.bookmark ?? null,
    ...facts,
    ...made.written,
    parent: parent?.parent.name ?? null,
    parentRoot: parent?.parent.root ?? null,
    root: list.root(),
    pageSize: list.pageSize,
    pages: list.count,
    changedPages: parent ? changed.length : list.count,
    proven: {
      at: new Date().toISOString(),
      reconciled: made.proof.reconciled,
      brokenRows: made.proof.brokenRows,
      tookMs: Date.now() - startedAt,
    },
  };
  const name = copyName(manifest);
  fs.renameSync(made.file, path.join(order.aside, name));
  writeDurably(path.join(order.aside, pageListName(name)), list.hashes);
  writeDurably(path.join(order.aside, manifestName(name)), writeManifest(manifest));
  const { firstBroken } = made.proof;
  return { copy: { name, manifest }, newest, instead, firstBroken, copiedAt: made.copiedAt };
}

interface Made {
  file: string;
  written: WrittenFile;
  copiedAt: number;
  proof: Proof;
}

type Base = { parent: Copy; list: PageList } | { instead: Message | null };

/** Finds the copy that an increment continues, or the reason for which it has to be a full copy. */
function baseOf({ folder, kind }: PrepareOrder, copies: readonly Copy[], pageSize: number): Base {
  if (kind === 'full') return { instead: null };
  const parent = copies.at(-1);
  if (!parent) return { instead: message('backup.no_copy_yet') };
  const hashes = readList(path.join(folder, pageListName(parent.name)));
  const list = hashes && new PageList(parent.pageSize, hashes);
  if (list?.root() !== parent.root) {
    return { instead: message('backup.no_page_list', { copy: parent.name }) };
  }
  if (parent.pageSize !== pageSize) return { instead: message('backup.page_size') };
  return { parent, list };
}

function readList(file: string): Buffer | null {
  try {
    return fs.readFileSync(file);
  } catch {
    return null;
  }
}

async function makeFull(order: PrepareOrder, snapshot: string, list: PageList): Promise<Made> {
  const file = path.join(order.aside, 'written');
  const written = await writeFull(snapshot, file);
  const copiedAt = Date.now();
  fs.rmSync(snapshot);
  const proofFile = path.join(order.aside, 'proof.db');
  await reading(file, written, () => readFull(file, proofFile));
  if (listPages(proofFile).root() !== list.root()) throw notAsWritten();
  const proof = await proveBook(proofFile, order.settings, order.at);
  return { file, written, copiedAt, proof };
}

async function makeIncrement(
  aside: string,
  snapshot: string,
  list: PageList,
  parent: PageList,
  changed: readonly number[],
): Promise<Made> {
  const file = path.join(aside, 'written');
  const [damage] = quickCheck(snapshot);
  if (damage !== undefined) {
    const problem = verbatim(damage);
    throw new DomainError('conflict', message('backup.not_sound', { problem }));
  }
  const written = await writeIncrement(snapshot, list, changed, file);
  const copiedAt = Date.now();
  let after: PageList | undefined;
  await reading(file, written, async () => {
    after = await listAfter(file, parent);
  });
  if (after?.root() !== list.root()) throw notAsWritten();
  const proof = { reconciled: false, brokenRows: 0, firstBroken: null };
  return { file, written, copiedAt, proof };
}

/** Reads a copy again, from its first byte: only what was read counts as written. */
async function reading(
  file: string,
  written: WrittenFile,
  read: () => Promise<void>,
): Promise<void> {
  const found = await digestFile(file);
  if (found.sha256 !== written.sha256) throw notAsWritten();
  await read().catch((error: unknown) => {
    throw error instanceof DamagedCopy ? notAsWritten(error) : error;
  });
}

function notAsWritten(cause?: unknown): DomainError {
  return new DomainError('conflict', message('backup.not_as_written'), {
    hint: message('backup.not_as_written_hint'),
    cause,
  });
}
