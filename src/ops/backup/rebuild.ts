import fs from 'node:fs';
import { applyIncrement, DamagedCopy, digestFile, readFull } from '../../db/copies/copy-files.js';
import { listPages } from '../../db/copies/page-list.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { folderProblem } from './problems.js';
import type { Copy } from './manifest.js';

/** Makes the database of a copy again, from its full copy and its increments. */

export interface RebuildOptions {
  /** Receives each copy of the chain before it is read. */
  onStep?: ((copy: Copy, step: number, steps: number) => void) | undefined;
}

/**
 * Builds the database of the chain's last copy as a new file.
 * @throws DomainError `conflict`, naming the copy of the chain that is damaged; nothing is left
 */
export async function rebuild(
  chain: readonly [Copy, ...Copy[]],
  file: string,
  { onStep }: RebuildOptions = {},
): Promise<void> {
  try {
    for (const [index, copy] of chain.entries()) {
      onStep?.(copy, index + 1, chain.length);
      await refuseChanged(copy);
      await applying(copy, () =>
        copy.kind === 'full' ? readFull(copy.file, file) : applyIncrement(copy.file, file),
      );
    }
    const last = chain.at(-1) ?? chain[0];
    if (rootOf(file) !== last.root) throw damaged(last, message('backup.other_pages'));
  } catch (error) {
    fs.rmSync(file, { force: true });
    throw error;
  }
}

/** @throws DomainError `conflict` when a copy's file is not the one that its manifest describes */
export async function refuseChanged(copy: Copy): Promise<void> {
  const found = await digestFile(copy.file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw damaged(copy, message('backup.file_missing'));
    }
    throw folderProblem(error, copy.file);
  });
  if (found.bytes !== copy.bytes) {
    throw damaged(copy, message('backup.file_cut', { size: found.bytes, bytes: copy.bytes }));
  }
  if (found.sha256 !== copy.sha256) throw damaged(copy, message('backup.file_changed'));
}

async function applying(copy: Copy, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof DamagedCopy) throw damaged(copy, message('backup.file_changed'), error);
    throw error;
  }
}

function rootOf(file: string): string | null {
  try {
    return listPages(file).root();
  } catch {
    return null;
  }
}

/** Returns the refusal of a copy that is not what it was when it was proven. */
export function damaged(copy: Copy, problem: Message, cause?: unknown): DomainError {
  // The list of copies compares no hashes: only whoever has read this one knows to go behind it.
  const before = new Date(Date.parse(copy.at) - 1).toISOString();
  return new DomainError('conflict', message('backup.damaged', { copy: copy.name, problem }), {
    hint: message('backup.damaged_hint', { at: '--at', before }),
    cause,
  });
}
