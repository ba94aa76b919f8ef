import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  applyIncrement,
  DamagedCopy,
  listAfter,
  readFull,
  writeFull,
  writeIncrement,
} from '../../../src/db/copies/copy-files.js';
import { hashPage, listPages } from '../../../src/db/copies/page-list.js';
import { isLocked, takeLock } from '../../../src/db/copies/owner-lock.js';
import { temporaryFolder } from '../../helpers/engines/engines.js';

function makeDatabase(file: string, pageSize: number, rows: number): void {
  const sqlite = new Sqlite(file);
  sqlite.pragma(`page_size = ${pageSize}`);
  sqlite.exec('CREATE TABLE IF NOT EXISTS rows (text TEXT)');
  const insert = sqlite.prepare('INSERT INTO rows SELECT hex(randomblob(300))');
  for (let row = 0; row < rows; row += 1) insert.run();
  sqlite.close();
}

/** A database of two states, with the increment from the first to the second. */
async function twoStates(pageSize: number) {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder, name);
  makeDatabase(at('book.db'), pageSize, 200);
  const before = listPages(at('book.db'));
  await writeFull(at('book.db'), at('full'));
  makeDatabase(at('book.db'), pageSize, 5);
  const after = listPages(at('book.db'));
  const changed = after.changedSince(before);
  const written = await writeIncrement(at('book.db'), after, changed, at('inc'));
  return { at, before, after, changed, written };
}

describe('the files of copies', () => {
  it.each([512, 4096, 65_536])('make both states again, of pages of %i bytes', async (pageSize) => {
    const { at, before, after, changed, written } = await twoStates(pageSize);
    expect(after.pageSize).toBe(pageSize);
    expect(changed.length).toBeLessThan(after.count);
    expect(fs.statSync(at('inc')).size).toBe(written.bytes);
    await readFull(at('full'), at('again.db'));
    expect(listPages(at('again.db')).root()).toBe(before.root());
    expect((await listAfter(at('inc'), before)).root()).toBe(after.root());
    await applyIncrement(at('inc'), at('again.db'));
    expect(fs.readFileSync(at('again.db')).equals(fs.readFileSync(at('book.db')))).toBe(true);
  });

  it('are damaged when they are cut, of another kind, or not compressed', async () => {
    const { at, before } = await twoStates(4096);
    const whole = fs.readFileSync(at('inc'));
    const plain = gunzipSync(whole);
    const damages = {
      cut: whole.subarray(0, whole.length - 20),
      plain,
      full: fs.readFileSync(at('full')),
      halfPage: gzipSync(plain.subarray(0, plain.length - 1)),
      beyond: gzipSync(Buffer.concat([plain, Buffer.alloc(4, 255), Buffer.alloc(4096)])),
    };
    for (const [name, bytes] of Object.entries(damages)) {
      fs.writeFileSync(at(name), bytes);
      await expect(listAfter(at(name), before), name).rejects.toThrow(DamagedCopy);
    }
  });

  it('tell pages apart by their hash', () => {
    expect(hashPage(Buffer.alloc(4096)).equals(hashPage(Buffer.alloc(4096, 1)))).toBe(false);
  });

  it('are not made of a file that is no database', () => {
    const file = path.join(temporaryFolder(), 'text');
    fs.writeFileSync(file, 'x'.repeat(4096));
    expect(() => listPages(file)).toThrow('no header');
  });
});

describe('the lock of the owner', () => {
  it('is taken by one alone, and free after its release', () => {
    const file = path.join(temporaryFolder(), 'locks', 'owner.lock');
    expect(isLocked(file)).toBe(false);
    const lock = takeLock(file);
    expect(takeLock(file)).toBeNull();
    expect(isLocked(file)).toBe(true);
    lock?.release();
    expect(isLocked(file)).toBe(false);
  });
});
