import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import {
  type EmbeddedOptions,
  openEmbedded,
} from '../../../../src/db/engines/embedded/embedded.js';
import type { Engine } from '../../../../src/db/types.js';
import { temporaryFolder } from '../../../helpers/engines/engines.js';
import { withoutPrivileges } from '../../../helpers/processes/privileges.js';

function open(file: string, options: Partial<EmbeddedOptions> = {}): Engine {
  const engine = openEmbedded({ file, ...options });
  onTestFinished(() => engine.close());
  return engine;
}

function freshFile(): string {
  return path.join(temporaryFolder(), 'test.db');
}

function migratedFile(): string {
  const file = freshFile();
  fs.copyFileSync(inject('migratedDatabase'), file);
  return file;
}

describe('a database file', () => {
  it('is created with a write-ahead log where none exists', async () => {
    const file = freshFile();
    const { database } = open(file);
    await database.prepare('CREATE TABLE t (a TEXT)').run();
    expect(await database.prepare('PRAGMA journal_mode').first('journal_mode')).toBe('wal');
    expect(await database.prepare('PRAGMA foreign_keys').first('foreign_keys')).toBe(1);
  });

  it('is not created in a folder that does not exist', () => {
    const folder = path.join(temporaryFolder(), 'nowhere');
    expect(() => open(path.join(folder, 'test.db'))).toThrow(/folder .*nowhere does not exist/);
    expect(fs.existsSync(folder)).toBe(false);
  });

  it('is not created where one must exist', () => {
    const file = freshFile();
    expect(() => open(file, { mustExist: true })).toThrow(/no such file: .*test\.db/);
    expect(fs.existsSync(file)).toBe(false);
  });

  it('is refused and left alone when it is no database', () => {
    const file = freshFile();
    const text = 'These are my notes, not a database. '.repeat(100);
    fs.writeFileSync(file, text);
    expect(() => open(file)).toThrow(/is not a SQLite database/);
    expect(fs.readFileSync(file, 'utf8')).toBe(text);
  });

  it('is refused and left alone when it belongs to another program', () => {
    const file = freshFile();
    const other = new Sqlite(file);
    other.exec(
      'CREATE TABLE recipes (name TEXT); CREATE TABLE migrations (id INTEGER, batch TEXT)',
    );
    other.close();
    const before = fs.readFileSync(file);
    expect(() => open(file)).toThrow(/has tables of another program \(migrations and recipes\)/);
    expect(fs.readFileSync(file).equals(before)).toBe(true);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['test.db']);
  });

  it('is refused when it is a folder', () => {
    expect(() => open(temporaryFolder())).toThrow(/it is a folder/);
  });

  it('is refused when it is damaged', () => {
    const file = migratedFile();
    const bytes = fs.readFileSync(file);
    bytes.fill(0xff, 100, 4096);
    fs.writeFileSync(file, bytes);
    expect(() => open(file)).toThrow(/damaged/);
    expect(fs.readFileSync(file).equals(bytes)).toBe(true);
  });

  it('is refused when it cannot be written', () => {
    const file = migratedFile();
    fs.chmodSync(path.dirname(file), 0o755);
    fs.chmodSync(file, 0o444);
    const before = fs.readFileSync(file);
    expect(() => withoutPrivileges(() => open(file))).toThrow(
      /cannot open .*: (it is read-only|its file or folder cannot be read and written)/,
    );
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  });

  it('is refused when it cannot be read', () => {
    const file = migratedFile();
    fs.chmodSync(path.dirname(file), 0o755);
    fs.chmodSync(file, 0o000);
    expect(() => withoutPrivileges(() => open(file))).toThrow(/cannot be read and written/);
  });

  it('is refused while another program has locked it', () => {
    const file = migratedFile();
    const other = new Sqlite(file);
    onTestFinished(() => {
      other.close();
    });
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    expect(() => open(file, { busyTimeoutMs: 10 })).toThrow(/another program has locked it/);
  });
});

describe('the write-ahead log', () => {
  it('stays bounded while the database is read and written', async () => {
    const file = freshFile();
    const { database, longReads } = open(file);
    await database.prepare('CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)').run();
    const insert = database.prepare('INSERT INTO t (b) VALUES (?)').bind('x'.repeat(4000));
    for (let round = 0; round < 30; round += 1) {
      await database.batch(Array.from({ length: 100 }, () => insert));
      await longReads.prepare('SELECT count(*) FROM t').first();
    }
    const written = 30 * 100 * 4000;
    expect(fs.statSync(`${file}-wal`).size).toBeLessThan(written / 2);
  });

  it('moves into the file when the database is closed', async () => {
    const file = freshFile();
    const engine = openEmbedded({ file });
    await engine.database.prepare('CREATE TABLE t (a TEXT)').run();
    await engine.longReads.prepare('SELECT * FROM t').all();
    await engine.close();
    await engine.close();
    expect(fs.readdirSync(path.dirname(file))).toEqual(['test.db']);
  });
});

describe('two engines on one file', () => {
  it('see each other’s writes, and one of them wins a guarded write', async () => {
    const file = migratedFile();
    const [first, second] = [open(file), open(file)];
    await first.database
      .prepare("INSERT INTO agents (id, name, code) VALUES ('a', 'A', 'A')")
      .run();
    expect(await second.database.prepare('SELECT name FROM agents').first('name')).toBe('A');
    const attempt = ({ database }: Engine, name: string) =>
      database.batch([
        database.prepare("UPDATE agents SET name = ? WHERE name = 'A'").bind(name),
        database
          .prepare("INSERT INTO guards (code, ok) SELECT 'x', name = ? FROM agents")
          .bind(name),
      ]);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => attempt(index % 2 ? first : second, `n${index}`)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('wait for each other’s writes, and say so when it takes too long', async () => {
    const file = migratedFile();
    const engine = open(file, { busyTimeoutMs: 20 });
    const other = new Sqlite(file);
    onTestFinished(() => {
      other.close();
    });
    other.exec('BEGIN IMMEDIATE');
    const insert = engine.database.prepare(
      "INSERT INTO agents (id, name, code) VALUES ('a', 'A', 'A')",
    );
    await expect(insert.run()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/busy with another writer/) as string,
    });
    expect(await engine.database.prepare('SELECT count(*) AS n FROM agents').first('n')).toBe(0);
    other.exec('COMMIT');
    await insert.run();
  });

  it('keep every row when two processes write at once', async () => {
    const file = migratedFile();
    const program = inject('programs').writeAgents;
    const writers = ['x', 'y'].map((prefix): ChildProcess =>
      spawn(process.execPath, [program, file, prefix, '150'], {
        stdio: 'inherit',
      }),
    );
    const codes = await Promise.all(
      writers.map(async (writer) => (await once(writer, 'exit'))[0] as number),
    );
    expect(codes).toEqual([0, 0]);
    const { database } = open(file);
    expect(await database.prepare('SELECT count(*) AS n FROM agents').first('n')).toBe(300);
  });
});
