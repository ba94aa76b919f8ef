import { describe, expect, it } from 'vitest';
import { Failure, toFailure } from '../../src/gateway/failures.js';
import { fromWire, toWire } from '../../src/gateway/protocol.js';
import { bareText, onlyReads } from '../../src/gateway/sql-text.js';

describe('error texts of D1', () => {
  it.each([
    ['D1_ERROR: UNIQUE constraint failed: t.a: SQLITE_CONSTRAINT (extended: …)', 'refused'],
    ['D1_ERROR: near "selec": syntax error at offset 0: SQLITE_ERROR', 'refused'],
    ['D1_TYPE_ERROR: Type undefined not supported', 'refused'],
    ['D1_ERROR: Exceeded maximum DB size.', 'refused'],
    ['D1_ERROR: D1 DB is overloaded. Too many requests queued.', 'busy'],
    ['D1_ERROR: D1 DB is overloaded. Requests queued for too long.', 'busy'],
    ['D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.', 'busy'],
    ['D1_ERROR: Network connection lost.', 'interrupted'],
    [
      'D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.',
      'interrupted',
    ],
    ['D1_ERROR: D1 DB reset because its code was updated.', 'interrupted'],
    ['something nobody has seen before', 'interrupted'],
  ])('turn %s into the failure %s', (text, code) => {
    expect(toFailure(new Error(text))).toMatchObject({ code, message: text });
  });

  it('leave the gateway’s own failures unchanged', () => {
    const failure = new Failure('invalid', 'x');
    expect(toFailure(failure)).toBe(failure);
  });
});

describe('the text of a statement', () => {
  it.each([
    ['SELECT 1', true],
    [' \n-- why\n/* what */ select 1', true],
    ['VALUES (1)', true],
    ['EXPLAIN QUERY PLAN DELETE FROM t', true],
    ['PRAGMA table_info(t)', true],
    ["WITH a AS (SELECT 'delete') SELECT replace(x, 'a', 'b') FROM a", true],
    ['WITH "update" AS (SELECT 1) SELECT deleted_at, updated_at FROM "update"', true],
    ['WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a', false],
    ['WITH a AS (SELECT 1) REPLACE INTO t SELECT * FROM a', false],
    ['INSERT INTO t VALUES (1)', false],
    ['UPDATE t SET a = 1', false],
    ['CREATE TABLE t (a)', false],
    ['', false],
    ['selected', false],
    ['/* SELECT */ DELETE FROM t', false],
  ])('tells whether it only reads: %s', (sql, reads) => {
    expect(onlyReads(sql)).toBe(reads);
  });

  it('is bare once literals, names and comments are blank', () => {
    expect(bareText(`SELECT 'it''s -- no' , "a""b", [x], \`y\` -- end\n FROM t /* open`)).toBe(
      'SELECT "" , "", "", ""  \n FROM t',
    );
  });
});

describe('values on the wire', () => {
  it('round-trip every value type', () => {
    for (const value of ['{"base64":"AA=="}', '', 'é🎲', 0, -1.5, null]) {
      expect(fromWire(JSON.parse(JSON.stringify(toWire(value))) as never)).toEqual(value);
    }
    for (const length of [0, 1, 2, 3, 40_000]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) % 256);
      const back = fromWire(JSON.parse(JSON.stringify(toWire(bytes))) as never);
      expect(Buffer.from(back as Uint8Array).equals(bytes)).toBe(true);
    }
  });
});
