import fs from 'node:fs';
import path from 'node:path';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { isCopyName, readManifest, type Copy } from './manifest.js';
import { folderProblem } from './problems.js';

/** Reads a folder of copies, and puts increments behind the full copies that they continue. */

export interface ListedCopy {
  name: string;
  /** Null when the manifest cannot be read. */
  copy: Copy | null;
  /** Reason for which nothing can be restored from it; null when it can. */
  problem: Message | null;
}

/**
 * Lists the copies of a folder, oldest first. Compares sizes and parents; `verifyCopy` reads the
 * files.
 * @throws DomainError when the folder cannot be read
 */
export function listCopies(folder: string): ListedCopy[] {
  const names = filesIn(folder);
  const listed = names.filter(isCopyName).map((name): ListedCopy => {
    const copy = readManifest(folder, name);
    return { name, copy, problem: copy && sizeProblem(copy) };
  });
  // A manifest without its copy: somebody deleted the file.
  for (const name of names) {
    const copyName = name.replace(/\.json$/, '');
    if (copyName === name || !isCopyName(copyName) || names.includes(copyName)) continue;
    const copy = readManifest(folder, copyName);
    listed.push({ name: copyName, copy, problem: message('backup.file_missing') });
  }
  for (const one of listed) if (!one.copy) one.problem = message('backup.manifest_unreadable');
  const byName = new Map(listed.map((one) => [one.name, one]));
  const ordered = listed.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const one of ordered) one.problem ??= parentProblem(one, byName);
  return ordered;
}

/** Returns the copies of a folder from which the book can be restored, oldest first. */
export function usableCopies(listed: readonly ListedCopy[]): Copy[] {
  return listed.flatMap(({ copy, problem }) => (copy && problem === null ? [copy] : []));
}

/**
 * Returns a full copy and its increments up to `copy`, in order.
 * @throws DomainError `not_found` when one of them is missing
 */
export function chainOf(copies: readonly Copy[], copy: Copy): [Copy, ...Copy[]] {
  const byName = new Map(copies.map((one) => [one.name, one]));
  const chain: [Copy, ...Copy[]] = [copy];
  let first = copy;
  while (first.parent !== null) {
    const parent = byName.get(first.parent);
    if (!parent) {
      const names = { copy: first.name, parent: first.parent };
      throw new DomainError('not_found', message('backup.parent_missing', names));
    }
    chain.unshift(parent);
    first = parent;
  }
  return chain;
}

/** @throws DomainError `conflict` when the folder has copies of another book */
export function refuseOtherBook(folder: string, copies: readonly Copy[], book: string): void {
  const other = copies.findLast((copy) => copy.book !== book);
  if (!other) return;
  throw new DomainError('conflict', message('backup.other_book', { folder, copy: other.name }), {
    hint: message('backup.other_book_hint'),
  });
}

function filesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch (error) {
    throw folderProblem(error, folder);
  }
}

function sizeProblem(copy: Copy): Message | null {
  const size = fs.statSync(copy.file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return message('backup.file_missing');
  if (size === copy.bytes) return null;
  return message('backup.file_cut', { size, bytes: copy.bytes });
}

/** An increment is as good as its parent: the parents stand before it in the list. */
function parentProblem(
  { copy }: ListedCopy,
  byName: ReadonlyMap<string, ListedCopy>,
): Message | null {
  if (copy?.parent == null) return null;
  const parent = byName.get(copy.parent);
  if (!parent?.copy) return message('backup.no_parent', { parent: copy.parent });
  if (parent.copy.root !== copy.parentRoot || parent.copy.book !== copy.book) {
    return message('backup.foreign_parent', { parent: copy.parent });
  }
  return parent.problem && message('backup.broken_parent', { parent: path.basename(copy.parent) });
}
