import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Config } from '../../config.js';
import { message, type Message } from '../../messages/message.js';
import { DomainError } from '../../errors.js';
import { makeScratch } from './create.js';
import { chainOf, listCopies, usableCopies, type ListedCopy } from './folder.js';
import type { Copy } from './manifest.js';
import { proofSettings, proveBook } from './prove.js';
import { rebuild, type RebuildOptions } from './rebuild.js';

/** Proves copies again: everything that a restore would read is read, and the book opened. */

export interface VerifiedCopy {
  name: string;
  /** Reason for which nothing can be restored from it; null when it is sound. */
  problem: Message | null;
  reconciled: boolean;
  brokenRows: number;
  tookMs: number;
}

/**
 * Verifies one copy with all that it needs, or the newest.
 * @throws DomainError `not_found` when the folder has no such copy
 */
export async function verifyCopy(
  folder: string,
  config: Config,
  { name, onStep }: RebuildOptions & { name?: string | undefined },
): Promise<VerifiedCopy> {
  const startedAt = Date.now();
  const listed = listCopies(folder);
  const usable = usableCopies(listed);
  const copy = name === undefined ? usable.at(-1) : usable.find((one) => one.name === name);
  const took = () => Date.now() - startedAt;
  const unproven = { reconciled: false, brokenRows: 0 };
  if (!copy) {
    const { name: found, problem } = refused(folder, listed, name);
    return { name: found, problem, ...unproven, tookMs: took() };
  }
  try {
    const proof = await inScratch(folder, (scratch) =>
      proveCopy(usable, copy, scratch, config, { onStep }),
    );
    const { reconciled, brokenRows } = proof;
    return { name: copy.name, problem: null, reconciled, brokenRows, tookMs: took() };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error;
    return { name: copy.name, problem: error.whole, ...unproven, tookMs: took() };
  }
}

/** Runs work with a scratch folder: that of the copies, or of the system when it is read-only. */
export async function inScratch<T>(
  folder: string,
  work: (scratch: string) => Promise<T>,
): Promise<T> {
  const scratch = scratchFolder(folder);
  try {
    return await work(scratch);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

function scratchFolder(folder: string): string {
  try {
    return makeScratch(folder);
  } catch {
    return fs.mkdtempSync(path.join(os.tmpdir(), 'fire22-copy-'));
  }
}

async function proveCopy(
  copies: readonly Copy[],
  copy: Copy,
  scratch: string,
  config: Config,
  options: RebuildOptions,
): ReturnType<typeof proveBook> {
  const file = path.join(scratch, 'proof.db');
  await rebuild(chainOf(copies, copy), file, options);
  return proveBook(file, proofSettings(config), copy.at);
}

function refused(
  folder: string,
  listed: readonly ListedCopy[],
  name: string | undefined,
): { name: string; problem: Message } {
  const found = name === undefined ? listed.at(-1) : listed.find((one) => one.name === name);
  if (found?.problem) return { name: found.name, problem: found.problem };
  throw name === undefined ? noCopies(folder) : noSuchCopy(folder, name);
}

/** Returns the refusal of a folder without a usable copy. */
export function noCopies(folder: string): DomainError {
  return new DomainError('not_found', message('backup.none', { folder }), {
    hint: message('backup.none_hint'),
  });
}

function noSuchCopy(folder: string, name: string): DomainError {
  return new DomainError('not_found', message('backup.no_such_copy', { folder, name }), {
    hint: message('backup.no_such_copy_hint'),
  });
}
