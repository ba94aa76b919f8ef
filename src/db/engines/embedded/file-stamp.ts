import fs from 'node:fs';

/** Marks that differ between two files at one path, and between two states of one file. */
export interface Stamp {
  /** Device and inode. */
  place: string;
  /** Size and time. */
  state: string;
}

/** Returns the stamp of a file; null when the file does not exist. */
export function stampOf(file: string): Stamp | null {
  const found = fs.statSync(file, { bigint: true, throwIfNoEntry: false });
  if (!found) return null;
  const { dev, ino, size, mtimeNs } = found;
  return { place: `${dev}:${ino}`, state: `${size}:${mtimeNs}` };
}
