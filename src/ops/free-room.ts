import fs from 'node:fs';

/** Free room on the disk of a folder. */

const MEGABYTE = 1e6;

/** Room that a disk lacks, as messages show it. */
export interface LackingRoom {
  folder: string;
  /** MB, rounded up. */
  needed: number;
  /** MB, rounded down. */
  free: number;
}

/** Returns the free bytes of a folder's disk for this user. */
export function freeBytesOf(folder: string): number {
  const { bavail, bsize } = fs.statfsSync(folder);
  return bavail * bsize;
}

/**
 * Compares the free room of a folder's disk with a need.
 * @param available free bytes, when the caller has read them
 * @returns null when there is room
 */
export function lackingRoom(
  folder: string,
  bytes: number,
  available = freeBytesOf(folder),
): LackingRoom | null {
  if (available >= bytes) return null;
  return {
    folder,
    needed: Math.ceil(bytes / MEGABYTE),
    free: Math.floor(available / MEGABYTE),
  };
}
