import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * One folder for all files of a run. It lies in memory where the system has a file system there: on
 * a disk each commit waits for it, which is half of the time of a test that writes, and no test
 * pulls the plug.
 */

const SHARED_MEMORY = '/dev/shm';
/** Bytes that have to be free; a container often has 64 MB. */
const ENOUGH = 2 * 2 ** 30;
/** Names carry the process, so that a later run can remove the files of a killed one. */
const NAME = /^fire22-test-(\d+)-/;

/** Makes the folder of this run, and removes those of runs that were killed. */
export function makeRunFolder(): string {
  const parent = hasRoomInMemory() ? SHARED_MEMORY : os.tmpdir();
  for (const name of fs.readdirSync(parent)) {
    const [, pid] = NAME.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  }
  const folder = fs.mkdtempSync(path.join(parent, `fire22-test-${process.pid}-`));
  // Tests of files that may not be read act as another user.
  fs.chmodSync(folder, 0o711);
  return folder;
}

function hasRoomInMemory(): boolean {
  try {
    fs.accessSync(SHARED_MEMORY, fs.constants.W_OK);
    const { bavail, bsize } = fs.statfsSync(SHARED_MEMORY);
    return bavail * bsize >= ENOUGH;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be signalled, but it runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
