import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { stampOf } from '../../../../src/db/engines/embedded/file-stamp.js';
import { FileReplaced, FileWatch } from '../../../../src/db/engines/embedded/file-watch.js';
import { temporaryFolder } from '../../../helpers/engines/engines.js';

/** A file and its log as a watch sees them, with a log whose state a test sets. */
function setUp() {
  const file = path.join(temporaryFolder(), 'book.db');
  const log = `${file}-wal`;
  let size = 100;
  const write = (to: string) => fs.writeFileSync(to, Buffer.alloc((size += 1)));
  for (const one of [file, log, `${file}-shm`]) write(one);
  const state = { frames: 10, checkpointed: 0 };
  let now = 0;
  const watched = {
    isFound: true,
    newest: 'op-1',
    /** Operations that the watch looked for on a fresh connection. */
    asked: [] as (string | null)[],
    checkpoints: 0,
    slept: 0,
    onSleep: (): void => undefined,
  };
  const watch = new FileWatch({
    file,
    place: stampOf(file)?.place ?? '',
    connection: {
      logState: () => ({ ...state }),
      checkpoint: () => {
        watched.checkpoints += 1;
        return true;
      },
      newestOperation: () => watched.newest,
    },
    finds: (id) => {
      watched.asked.push(id);
      return watched.isFound;
    },
    clock: {
      now: () => now,
      sleep: (ms) => {
        now += ms;
        watched.slept += ms;
        watched.onSleep();
      },
    },
  });
  const writeFile = () => write(file);
  /** As a commit does, ours or another's. */
  const writeLog = () => {
    write(log);
    state.frames += 5;
  };
  return {
    ...{ file, watch, state, watched, writeFile, writeLog },
    pass: (ms: number) => {
      now += ms;
    },
    /** A write of ours. */
    writeOurs: (during: () => void = () => undefined) => {
      watch.beforeWrite();
      writeLog();
      during();
      watch.afterWrite();
    },
  };
}

describe('a file whose bytes changed', () => {
  it('counts as replaced when no log is left that a checkpoint could be taking back', () => {
    const { watch, state, watched, writeFile } = setUp();
    state.checkpointed = state.frames;
    watch.beforeWrite();
    writeFile();
    expect(() => watch.beforeWrite()).toThrow(FileReplaced);
    expect(watched.slept).toBe(0);
  });

  it('counts as replaced when no checkpoint shows within three seconds', () => {
    const { watch, watched, writeFile } = setUp();
    writeFile();
    expect(() => watch.beforeWrite()).toThrow(FileReplaced);
    expect(watched.slept).toBe(3000);
  });

  it('counts as the same when the checkpoint of another process ends meanwhile', () => {
    const { watch, state, watched, writeFile } = setUp();
    watched.onSleep = () => {
      if (watched.slept >= 1000) state.checkpointed = 10;
    };
    writeFile();
    watch.beforeWrite();
    expect(watched.asked).toEqual(['op-1']);
    writeFile();
    state.checkpointed = 11;
    watch.beforeWrite();
  });

  it('counts as the same when a full disk ended our own checkpoint half-way', () => {
    const { watch, watched, writeFile } = setUp();
    const checkpoint = () => {
      writeFile();
      throw new Error('database or disk is full');
    };
    expect(() => watch.ownCheckpoint(checkpoint)).toThrow('full');
    watch.look();
    expect(watched.asked).toEqual(['op-1']);
    expect(watched.slept).toBe(0);
  });

  it('counts as replaced when another process made a checkpoint and our newest operation is not in it', () => {
    const { watch, state, watched, writeFile } = setUp();
    writeFile();
    state.checkpointed = 10;
    watched.isFound = false;
    expect(() => watch.beforeWrite()).toThrow(FileReplaced);
  });

  it('counts as the same when another process wrote lately and ended half-way through its checkpoint', () => {
    const { watch, state, watched, writeFile, writeLog, pass } = setUp();
    writeLog();
    state.frames = 1000;
    watch.beforeWrite();
    pass(9_000);
    writeFile();
    watch.beforeWrite();
    expect(watched).toMatchObject({ asked: ['op-1'], slept: 0 });
    pass(2_000);
    writeFile();
    expect(() => watch.beforeWrite()).toThrow(FileReplaced);
  });

  it('counts as replaced when another process wrote lately, but too little for a checkpoint', () => {
    const { watch, watched, writeFile, writeLog } = setUp();
    writeLog();
    watch.beforeWrite();
    writeFile();
    expect(() => watch.beforeWrite()).toThrow(FileReplaced);
    expect(watched.asked).toEqual([]);
  });

  it('counts as replaced when it changed while we wrote and nothing was taken back', () => {
    const { watch, writeFile, writeOurs } = setUp();
    writeOurs(writeFile);
    expect(() => watch.beforeWrite()).toThrow(FileReplaced);
  });

  it('is searched for our newest operation when it changed while we wrote and another process took the log back', () => {
    const { watch, state, watched, writeFile, writeOurs } = setUp();
    writeOurs(() => {
      writeFile();
      state.checkpointed = 10;
    });
    watch.look();
    expect(watched.asked).toEqual(['op-1']);
  });
});

describe('a checkpoint of ours', () => {
  it('does not count as a change of the file, and is looked into once', () => {
    const { watch, state, watched, writeFile, writeOurs } = setUp();
    writeOurs();
    watched.newest = 'op-2';
    writeOurs();
    const isDone = watch.ownCheckpoint(() => {
      writeFile();
      state.checkpointed = state.frames;
      return true;
    });
    expect(isDone).toBe(true);
    watch.beforeWrite();
    expect(watched.asked).toEqual([]);
    watch.look();
    watch.look();
    expect(watched.asked).toEqual(['op-2']);
  });

  it('follows a write that leaves a thousand pages in the log', () => {
    const { watch, state, watched, writeOurs } = setUp();
    state.frames = 990;
    writeOurs();
    watch.checkpoint();
    expect(watched.checkpoints).toBe(0);
    writeOurs();
    watch.checkpoint();
    expect(watched.checkpoints).toBe(1);
  });

  it('does not write to a file that another process has changed', () => {
    const { watch, writeFile } = setUp();
    writeFile();
    let isRun = false;
    expect(watch.ownCheckpoint(() => (isRun = true))).toBe(false);
    expect(isRun).toBe(false);
  });
});

describe('a replaced file', () => {
  it('stays refused, whatever lies there afterwards', () => {
    const { file, watch } = setUp();
    fs.renameSync(file, `${file}.away`);
    expect(() => watch.beforeWrite()).toThrow(FileReplaced);
    fs.renameSync(`${file}.away`, file);
    expect(() => watch.beforeWrite()).toThrow(FileReplaced);
  });

  it('leaves the outcome of a write open when the write was committed meanwhile', () => {
    const { file, watch, writeOurs } = setUp();
    const replace = () => fs.renameSync(file, `${file}.away`);
    expect(() => writeOurs(replace)).toThrow(expect.objectContaining({ isAfterWrite: true }));
    expect(() => watch.beforeWrite()).toThrow(expect.objectContaining({ isAfterWrite: false }));
  });
});
