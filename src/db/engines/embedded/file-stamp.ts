import fs from 'node:fs';

/** What tells a file from another one at the same path, and from itself before it was written. */
export interface Stamp {
  /** Device and inode. */
  place: string;
  /** Size and time. */
  state: string;
}

/** Null where there is no such file. */
export function stampOf(file: string): Stamp | null {
  const found = fs.statSync(file, { bigint: true, throwIfNoEntry: false });
  if (!found) return null;
  const { dev, ino, size, mtimeNs } = found;
  return { place: `${dev}:${ino}`, state: `${size}:${mtimeNs}` };
}
