import diagnostics from 'node:diagnostics_channel';
import fs from 'node:fs';
import path from 'node:path';
import { expect, inject } from 'vitest';
import { prepares, type Prepared } from '../../../src/db/seam.js';
import type { Engine } from '../../../src/db/types.js';
import { projectRoot } from '../../../src/paths.js';
import { normalForm, type NormalText } from './normal-form.js';

/**
 * Records the SQL texts that `src` sends while tests run, in every worker and on whichever engine a
 * test opened. `record-check.ts` reads the records when the run has ended.
 */

export type EngineName = Engine['name'];

/** The texts of one test file. */
export interface FileRecord {
  file: string;
  texts: Record<EngineName, NormalText[]>;
}

/** Texts of this worker: true for those of `src`, false for those that only tests have sent. */
const isOurs = new Map<string, boolean>();
/** Normal forms of this worker: files send many of the same texts. */
const forms = new Map<string, NormalText[]>();
let sent = noTexts();

function noTexts(): Record<EngineName, Set<string>> {
  return { embedded: new Set(), d1: new Set() };
}

diagnostics.subscribe(prepares.name, (message) => {
  const { engine, sql } = message as Prepared;
  let ours = isOurs.get(sql) ?? false;
  if (!ours) {
    ours = isSentBySource();
    isOurs.set(sql, ours);
  }
  if (ours) sent[engine].add(sql);
});

/** Appends the texts of the test file that has ended to the worker's record. */
export function writeRecord(): void {
  const tables = new Set(inject('tables'));
  const normal = (texts: ReadonlySet<string>) => {
    const found = new Map<string, NormalText>();
    for (const sql of texts) {
      let known = forms.get(sql);
      if (!known) forms.set(sql, (known = normalForm(sql, tables)));
      for (const form of known) found.set(form.text, form);
    }
    return [...found.values()];
  };
  const record: FileRecord = {
    file: path.relative(projectRoot, expect.getState().testPath ?? ''),
    texts: { embedded: normal(sent.embedded), d1: normal(sent.d1) },
  };
  sent = noTexts();
  fs.appendFileSync(
    path.join(inject('sqlRecords'), `${process.pid}.jsonl`),
    `${JSON.stringify(record)}\n`,
  );
}

/** Frames of a stack on the way from the sender to the seam; an await leaves the newest of them. */
const FRAMES = 60;
/** Files that hand texts on: their callers are the senders. */
const HANDS_ON = /^src\/db\/(seam\.ts|batch\.ts|clients\/)/;

/**
 * True when the function nearest to the seam is one of `src`: tests send texts too. A query builder
 * that was awaited may have no caller on the stack; tests hardly use one.
 */
function isSentBySource(): boolean {
  const sender = callers().find(
    ({ file, name }) =>
      // A test that wraps a database has a `prepare` of its own.
      !HANDS_ON.test(file) && !(file.startsWith('test/') && /(^|\.)prepare$/.test(name)),
  );
  return sender === undefined || sender.file.startsWith('src/');
}

/** Functions of this project on the stack, the innermost first. */
function callers(): { file: string; name: string }[] {
  const { stackTraceLimit } = Error;
  const prepareStackTrace: unknown = Reflect.get(Error, 'prepareStackTrace');
  const holder: { stack?: NodeJS.CallSite[] } = {};
  try {
    // As call sites: the test runner's text of a stack goes through source maps.
    Error.prepareStackTrace = (_error, sites) => sites;
    Error.stackTraceLimit = FRAMES;
    Error.captureStackTrace(holder, callers);
    return (holder.stack ?? []).flatMap((site) => {
      const file = path.relative(projectRoot, (site.getFileName() ?? '').replace('file://', ''));
      const isProject = /^(src|test|scripts|resources|examples)\//.test(file);
      const isRecorder = file.startsWith('test/helpers/sql/');
      return isProject && !isRecorder ? [{ file, name: site.getFunctionName() ?? '' }] : [];
    });
  } finally {
    Reflect.set(Error, 'prepareStackTrace', prepareStackTrace);
    Error.stackTraceLimit = stackTraceLimit;
  }
}
