import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { openEmbedded } from '../../src/db/engines/embedded/embedded.js';
import { closeFilesToOthers, closeToOthers } from '../../src/file-modes.js';
import { temporaryFolder } from '../helpers/engines/engines.js';
import { migratedFile, startServer } from './process.js';

/** The modes of the book's files, under the umask that most systems have. */

const modeOf = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);
/** Two starts of a server, on a machine that is busy. */
const WITHIN = { timeout: 120_000 };
const isFile = (file: string) => fs.statSync(file).isFile();
const modesIn = (folder: string, start = '') =>
  Object.fromEntries(
    fs
      .readdirSync(folder)
      .filter((name) => name.startsWith(start) && isFile(path.join(folder, name)))
      .map((name) => [name, modeOf(path.join(folder, name))]),
  );

describe('the files of a book', () => {
  it('are closed to other users by the start of a server, which says so once', WITHIN, async () => {
    const { file, url } = migratedFile();
    fs.chmodSync(file, 0o644);
    fs.writeFileSync(`${file}-wal`, '', { mode: 0o644 });
    const start = async () => {
      const server = startServer({ DATABASE_URL: url, LOG_LEVEL: 'warn' });
      await server.address;
      const modes = modesIn(path.dirname(file), path.basename(file));
      server.child.kill('SIGTERM');
      const { stderr } = await server.ended;
      return { modes, stderr };
    };
    const first = await start();
    expect(new Set(Object.values(first.modes))).toEqual(new Set(['600']));
    expect(Object.keys(first.modes)).toEqual(
      expect.arrayContaining([path.basename(file), `${path.basename(file)}-shm`]),
    );
    expect(first.stderr).toContain('files were closed to other users of this machine');
    const second = await start();
    expect(second.stderr).not.toContain('closed to other users');
    expect(new Set(Object.values(second.modes))).toEqual(new Set(['600']));
  });

  it('are made for their owner alone, whatever the umask', async () => {
    const folder = temporaryFolder();
    const engine = openEmbedded({ file: path.join(folder, 'book.db') });
    await engine.database.prepare('CREATE TABLE t (a)').run();
    expect(modesIn(folder)).toEqual({
      'book.db': '600',
      'book.db-shm': '600',
      'book.db-wal': '600',
    });
    await engine.close();
  });

  it('leave files that are not of the book, and folders of the operator, as they are', () => {
    const folder = temporaryFolder();
    fs.chmodSync(folder, 0o755);
    const [file, foreign] = ['book.db', 'other.db'].map((name) => path.join(folder, name));
    for (const name of [file, foreign]) fs.writeFileSync(String(name), '', { mode: 0o644 });
    const config = readConfig({ DATABASE_URL: `file:${String(file)}` });
    expect(closeFilesToOthers(config)).toEqual([file]);
    expect(closeFilesToOthers(config)).toEqual([]);
    expect([modeOf(folder), modeOf(String(foreign))]).toEqual(['755', '644']);
  });

  it('close a folder to others without its bits for them', () => {
    const folder = path.join(temporaryFolder(), 'data');
    fs.mkdirSync(folder, { mode: 0o755 });
    expect(closeToOthers(folder)).toBe(true);
    expect(modeOf(folder)).toBe('700');
    expect(closeToOthers(path.join(folder, 'nothing'))).toBe(false);
  });
});
