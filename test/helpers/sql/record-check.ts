import fs from 'node:fs';
import path from 'node:path';
import type { Vitest } from 'vitest/node';
import { projectRoot } from '../../../src/paths.js';
import { readCommitted, toLines, writeCommitted } from './committed.js';
import type { NormalText } from './normal-form.js';
import type { EngineName, FileRecord } from './recorder.js';

/**
 * Compares the SQL texts that a whole run sent: every text sent on SQLite was sent on D1 too, and
 * all of them are the committed ones of test/sql, where a change of SQL shows in review.
 */

export interface RecordCheck {
  /** Reasons to fail the run. */
  problems: string[];
  summary: string;
}

const COMMITTED = path.join(projectRoot, 'test/sql');
const WRITE = 'npm run test:sql writes it';

/** Checks the records of a run; null after a run of some of the tests, which lacks texts. */
export function checkRecords(folder: string, vitest: Vitest): RecordCheck | null {
  if (!isWholeRun(vitest)) return null;
  const lines = fs
    .readdirSync(folder)
    .flatMap((name) => fs.readFileSync(path.join(folder, name), 'utf8').trim().split('\n'));
  const records = lines.map((line) => JSON.parse(line) as FileRecord);
  if (process.env['TEST_SQL'] === 'write') {
    writeCommitted(COMMITTED, [...byText(records).values()]);
  }
  return compareRecords(records, readCommitted(COMMITTED));
}

/** Compares the records of all test files with each other and with the committed texts. */
export function compareRecords(
  records: readonly FileRecord[],
  committed: readonly NormalText[],
): RecordCheck {
  const recorded = byText(records);
  const texts = [...recorded.values()];
  const known = new Set(committed.map(({ text }) => text));
  const on = (name: EngineName) => texts.filter(({ engines }) => engines.has(name));
  return {
    problems: [
      ...on('embedded')
        .filter(({ engines }) => !engines.has('d1'))
        .map((text) => problem('sent on SQLite and by no test on D1', text)),
      ...texts
        .filter(({ text }) => !known.has(text))
        .map((text) => problem(`sent and not in test/sql (${WRITE})`, text)),
      ...committed
        .filter(({ text }) => !recorded.has(text))
        .map((text) => problem(`in test/sql and sent by no test (${WRITE})`, text)),
    ],
    summary: `SQL texts of src: ${on('embedded').length} on SQLite, ${on('d1').length} on D1`,
  };
}

interface RecordedText extends NormalText {
  engines: Set<EngineName>;
  /** The first test file that sends it, by name. */
  file: string;
}

function byText(records: readonly FileRecord[]): Map<string, RecordedText> {
  const found = new Map<string, RecordedText>();
  for (const { file, texts } of [...records].sort((one, other) =>
    one.file < other.file ? -1 : 1,
  )) {
    for (const engine of ['embedded', 'd1'] as const) {
      for (const { subject, text } of texts[engine]) {
        const known = found.get(text) ?? { subject, text, file, engines: new Set() };
        known.engines.add(engine);
        found.set(text, known);
      }
    }
  }
  return found;
}

function problem(what: string, { subject, text, file }: NormalText & { file?: string }): string {
  return `${subject}: ${what}${file === undefined ? '' : `, here by ${file}`}\n${toLines(text)}`;
}

/** Settings with which a run tries other things than `npm test`. */
const LIMITS = [
  'TEST_ENGINE',
  'TEST_VOLUME',
  'RANDOM_SCHEMAS',
  'SCHEMA_SEED',
  'PROPERTY_RUNS',
  'PROPERTY_SEED',
  'TWO_WORLDS_EACH',
  'TWO_WORLDS_SEED',
  'RANDOM_WORLDS',
  'WORLD_SEED',
];

/** True when every test file ran and passed on both engines and at full volume. */
function isWholeRun({ state, config }: Vitest): boolean {
  const isLimited = LIMITS.some((name) => process.env[name] !== undefined);
  if (isLimited || config.testNamePattern !== undefined) return false;
  const passed = new Set(
    state
      .getFiles()
      .filter(({ result }) => result?.state === 'pass')
      .map(({ filepath }) => path.relative(projectRoot, filepath)),
  );
  return testFiles().every((file) => passed.has(file));
}

function testFiles(): string[] {
  return fs
    .readdirSync(path.join(projectRoot, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join('test', name));
}
