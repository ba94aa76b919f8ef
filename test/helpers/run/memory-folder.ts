import fs from 'node:fs';
import os from 'node:os';

/**
 * Databases of tests lie in memory where the system has a file system there. On a disk each commit
 * waits for it, which is half of the time of a test that writes, and no test pulls the plug.
 */

const SHARED_MEMORY = '/dev/shm';
/** Bytes that have to be free; a container often has 64 MB. */
const ENOUGH = 2 * 2 ** 30;

/** Returns the folder in which tests make temporary ones. */
export function databasesFolder(): string {
  try {
    fs.accessSync(SHARED_MEMORY, fs.constants.W_OK);
    const { bavail, bsize } = fs.statfsSync(SHARED_MEMORY);
    return bavail * bsize >= ENOUGH ? SHARED_MEMORY : os.tmpdir();
  } catch {
    return os.tmpdir();
  }
}
