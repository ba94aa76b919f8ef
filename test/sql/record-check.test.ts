import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../helpers/engines/engines.js';
import { readCommitted, writeCommitted } from '../helpers/sql/committed.js';
import { compareRecords } from '../helpers/sql/record-check.js';
import type { FileRecord } from '../helpers/sql/recorder.js';

const wager = { subject: 'wagers', text: 'SELECT id FROM wagers WHERE id = ?' };
const agent = { subject: 'agents', text: 'SELECT id FROM agents' };

const record = (file: string, texts: Partial<FileRecord['texts']>): FileRecord => ({
  file,
  texts: { embedded: [], d1: [], ...texts },
});

describe('the check of SQL texts', () => {
  it('passes when another test sends on D1 what one sends on SQLite', () => {
    const records = [
      record('a.test.ts', { embedded: [wager] }),
      record('b.test.ts', { d1: [wager, agent] }),
    ];
    expect(compareRecords(records, [agent, wager])).toEqual({
      problems: [],
      summary: 'SQL texts of src: 1 on SQLite, 2 on D1',
    });
  });

  it('names a text that no test sends on D1, and a test that sends it on SQLite', () => {
    const records = [
      record('b.test.ts', { embedded: [wager] }),
      record('a.test.ts', { embedded: [wager] }),
    ];
    expect(compareRecords(records, [wager]).problems).toEqual([
      `wagers: sent on SQLite and by no test on D1, here by a.test.ts
SELECT id
  FROM wagers
  WHERE id = ?`,
    ]);
  });

  it('names texts that are sent and not committed, and the other way round', () => {
    const records = [record('a.test.ts', { embedded: [wager], d1: [wager] })];
    expect(compareRecords(records, [agent]).problems).toEqual([
      expect.stringMatching(/^wagers: sent and not in test\/sql .* here by a\.test\.ts/),
      expect.stringMatching(/^agents: in test\/sql and sent by no test/),
    ]);
  });
});

describe('committed SQL texts', () => {
  it('are read as they were written, without those of before', () => {
    const folder = path.join(temporaryFolder(), 'sql');
    const nested = {
      subject: 'wagers',
      text: "SELECT 'a -- b' FROM (SELECT 1 UNION ALL SELECT 2) ORDER BY 1",
    };
    writeCommitted(folder, [{ subject: 'sessions', text: 'SELECT 1' }]);
    writeCommitted(folder, [wager, agent, nested]);
    expect(readCommitted(folder)).toEqual([agent, nested, wager]);
  });
});
