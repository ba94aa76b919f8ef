import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import { migrateUp, readMigrations } from '../src/db/migrations/migrator.js';
import { migrationsFolder } from '../src/paths.js';
import { withBook } from './bench/book.js';
import { must } from './kill-server.js';

/**
 * Adopts a large file of another program into a new book and measures it, then kills ten adoptions
 * (SIGKILL) at random moments, and checks that each leaves no object, row or audit entry, and that
 * the next adoption succeeds.
 */

const KILLS = 10;
const TABLES = 60;
const ROWS = 500_000;
const worker = fileURLToPath(new URL('adopt-worker.ts', import.meta.url));

interface Measured {
  seconds: number;
  cpuSeconds: number;
  peakMegabytes: number;
  rows: number;
}

/** Makes 60 tables, each with an index and a reference to the one before it. */
function makeFile(file: string, rows: number, bytesOfRow: number): void {
  const sqlite = new Sqlite(file);
  sqlite.pragma('synchronous = OFF');
  sqlite.pragma('journal_mode = OFF');
  const perTable = Math.ceil(rows / TABLES);
  for (let number = 0; number < TABLES; number += 1) {
    const parent = number === 0 ? '' : ` REFERENCES item_${number - 1} (id)`;
    sqlite.exec(`CREATE TABLE item_${number} (id INTEGER PRIMARY KEY, name TEXT NOT NULL,
        price REAL, at TEXT, parent_id INTEGER${parent}, body BLOB);
      CREATE INDEX item_${number}_name ON item_${number} (name)`);
    const here = Math.min(perTable, rows - perTable * number);
    sqlite
      .prepare(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         INSERT INTO item_${number} SELECT i, 'item ' || (i * 7919 % 100003), i / 7.0,
           datetime(1767225600 + i * 61, 'unixepoch'), i, randomblob(?) FROM n`,
      )
      .run(here, bytesOfRow);
  }
  sqlite.close();
}

/** Counts objects and rows of every table of the book, the audit trail among them. */
function traceOf(file: string): string {
  const sqlite = new Sqlite(file);
  try {
    const check = sqlite.pragma('quick_check', { simple: true });
    must(check === 'ok', `the database is damaged: ${String(check)}`);
    const objects = sqlite
      .prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name')
      .all() as { type: string; name: string }[];
    const counts = objects
      .filter(({ type }) => type === 'table')
      .map(({ name }) => sqlite.prepare(`SELECT '${name}', count(*) FROM "${name}"`).raw().get());
    return JSON.stringify([objects, counts]);
  } finally {
    sqlite.close();
  }
}

function adoptInProcess(book: string, file: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', worker, book, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close');
  return { child, ended, output: () => output };
}

async function measure(book: string, file: string): Promise<Measured> {
  const { child, ended, output } = adoptInProcess(book, file);
  await ended;
  must(child.exitCode === 0, `the adoption ended with ${child.exitCode}`);
  const last = output().trim().split('\n').at(-1) ?? '';
  return JSON.parse(last) as Measured;
}

/** Kills an adoption at a random moment of the time that a whole one takes. */
async function killOnce(book: string, file: string, withinMs: number): Promise<number> {
  const { child, ended, output } = adoptInProcess(book, file);
  const hasBegun = () => output().includes('begun');
  while (!hasBegun() && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const afterMs = Math.round(Math.random() * withinMs);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await ended;
  must(child.signalCode === 'SIGKILL', 'the adoption ended before it was killed');
  return afterMs;
}

function describe({ seconds, cpuSeconds, peakMegabytes, rows }: Measured): string {
  return `${rows} rows, ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU, peak ${Math.round(peakMegabytes)} MB of memory`;
}

async function run(gigabytes: number): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fire22-adopt-'));
  try {
    const [file, empty] = [path.join(folder, 'other.db'), path.join(folder, 'empty.db')];
    const rows = ROWS;
    makeFile(file, rows, gigabytes > 0 ? Math.floor((gigabytes * 1e9) / rows) - 90 : 40);
    await withBook(empty, ({ database }) =>
      migrateUp(database, readMigrations(migrationsFolder)).then(() => undefined),
    );
    const book = path.join(folder, 'book.db');
    fs.copyFileSync(empty, book);
    const size = fs.statSync(file).size / 1e6;
    const first = await measure(book, file);
    must(first.rows === rows, `${first.rows} rows were adopted`);
    console.log(`${TABLES} tables, ${Math.round(size)} MB: ${describe(first)}`);
    if (gigabytes > 0) return;

    fs.rmSync(book);
    fs.copyFileSync(empty, book);
    const before = traceOf(book);
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const afterMs = await killOnce(book, file, first.seconds * 1000 * 0.85);
      must(traceOf(book) === before, `kill ${kill} after ${afterMs} ms left a trace`);
      console.log(`kill ${kill}: after ${afterMs} ms, no trace`);
    }
    const whole = await measure(book, file);
    must(whole.rows === rows, `${whole.rows} rows were adopted after the kills`);
    console.log(`after ${KILLS} kills: ${describe(whole)}`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { gigabytes: { type: 'string', default: '0' } } });
await run(Number(values.gigabytes));
