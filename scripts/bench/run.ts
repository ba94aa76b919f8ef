import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildSearchIndex, searchIndexOf } from '../../src/services/lists/search-index.js';
import { copyBookFile, openBook, remove, withBook } from './book.js';
import { measureCrowd, measureReads } from './measure-reads.js';
import { measureVisit } from './measure-visit.js';
import { measureWork } from './measure-work.js';
import { measureWrites } from './measure-writes.js';
import { startRaw } from './raw.js';
import { readLabel, readsOf } from './reads.js';
import { formatReport, type BenchReport } from './report.js';
import { signInClient, startMeasuredServer } from './server.js';

/**
 * `npm run bench -- --wagers N`: measures the built server on a large book beside SQLite itself, for
 * the same rows in the same run. Compare ratios, not milliseconds.
 */

/** In a smaller book an agent has no wager with the rare word. */
const LEAST_WAGERS = 100_000;
/** `newestRows` of src/admin/lists/search.ts. */
const SEARCHED_WITHOUT_INDEX = 200_000;

const { values } = parseArgs({
  options: {
    wagers: { type: 'string', default: '100000' },
    /** Keeps books from run to run. */
    folder: { type: 'string', default: path.join(os.tmpdir(), 'fire22-bench') },
    server: { type: 'string', default: 'dist/src/server.js' },
    seconds: { type: 'string', default: '2' },
    /** Places, settles, recomputes and reconciles nothing. */
    'reads-only': { type: 'boolean', default: false },
    /** Settles the most wagers of one run too: a minute or more. */
    'settle-all': { type: 'boolean', default: false },
    /** Makes statistics by ANALYZE first. */
    analysed: { type: 'boolean', default: false },
    /** Builds no search index: a new book has none until an operator builds it. */
    unindexed: { type: 'boolean', default: false },
    json: { type: 'string' },
    compare: { type: 'string' },
  },
});
const say = (line: string) => console.error(line);

const wagers = Number(values.wagers);
if (!Number.isInteger(wagers) || wagers < LEAST_WAGERS) {
  console.error(`--wagers takes a number from ${LEAST_WAGERS} on`);
  process.exit(2);
}
if (values.unindexed && wagers > SEARCHED_WITHOUT_INDEX) {
  console.error(
    `--unindexed takes at most ${SEARCHED_WITHOUT_INDEX} wagers: of more, the panels search the newest only, and SQLite's own way would answer other rows`,
  );
  process.exit(2);
}
const isIndexed = !values.unindexed;
const book = await openBook(path.resolve(values.folder), wagers, say);
const file = path.join(path.dirname(book.file), `run-${process.pid}.db`);
try {
  copyBookFile(book, file);
  await prepare(file);
  const report = await measure();
  if (values.json !== undefined) fs.writeFileSync(values.json, JSON.stringify(report, null, 2));
  const earlier =
    values.compare === undefined
      ? undefined
      : (JSON.parse(fs.readFileSync(values.compare, 'utf8')) as BenchReport);
  console.log(formatReport(report, earlier));
} finally {
  remove(file);
}

async function prepare(target: string): Promise<void> {
  const { default: Sqlite } = await import('better-sqlite3');
  const sqlite = new Sqlite(target);
  if (values.analysed) sqlite.exec('ANALYZE');
  sqlite.close();
  if (!isIndexed) return;
  say('building the search index …');
  await withBook(target, (context) => buildSearchIndex(context, searchIndexOf('wagers')));
}

async function measure(): Promise<BenchReport> {
  const reads = readsOf({ ...book, file }, isIndexed);
  const seconds = Number(values.seconds);
  const startupMs = await measureStart();
  const server = await startMeasuredServer(values.server, file);
  const raw = await startRaw(
    file,
    Object.fromEntries(reads.map((read) => [readLabel(read), read.raw])),
  );
  try {
    const clients = {
      admin: await signInClient(server, 'admin'),
      agent: await signInClient(server, 'agent'),
    };
    say('first visit …');
    const visit = await measureVisit(clients.admin);
    say('reads …');
    await server.sample();
    const measured = await measureReads(reads, clients, raw, seconds);
    const { delayP99 } = await server.sample();
    say('sixteen clients …');
    const idle = await measureCrowd(reads, clients, server, (ms) => ms > seconds * 5000);
    const { rss: afterReads } = await server.sample();
    const { admin } = clients;
    const writes = values['reads-only']
      ? undefined
      : await measureWrites({ book: { ...book, file }, original: book, admin, seconds, say });
    const work = values['reads-only']
      ? undefined
      : await measureWork({
          book: { ...book, file },
          reads,
          clients,
          server,
          say,
          isAll: values['settle-all'],
        });
    const { rss } = await server.sample();
    return {
      wagers: book.size.wagers,
      analysed: values.analysed,
      indexed: isIndexed,
      reads: measured,
      delayP99,
      crowd: idle,
      ...(writes && { writes }),
      ...(work && { work }),
      startupMs,
      memoryMiB: afterReads / 2 ** 20,
      ...(work && { memoryAfterWorkMiB: rss / 2 ** 20 }),
      visit,
    };
  } finally {
    await raw.stop();
    await server.stop();
  }
}

/** Returns the best of three starts: the others wait for the disk or for another process. */
async function measureStart(): Promise<number> {
  const starts: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const server = await startMeasuredServer(values.server, file);
    starts.push(server.startupMs);
    await server.stop();
  }
  return Math.min(...starts);
}
