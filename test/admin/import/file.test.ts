import { expect, it } from 'vitest';
import {
  rowLength,
  MOST_ROWS_AT_ONCE,
  openImportFile,
} from '../../../src/admin/import-files/file.js';
import type { Context } from '../../../src/context.js';

/** A file is read a piece at a time, whatever its size. */

const open = (csv: string) => openImportFile({} as Context, Buffer.from(csv));

/** The longest row, and what the rows of one piece may be together. */
const MOST_LENGTH = 200_000 + 400_000;

async function piecesOf(csv: string) {
  const { rows } = await open(csv);
  const pieces: { rows: number; length: number }[] = [];
  for await (const piece of rows()) {
    const length = piece.reduce((sum, row) => sum + rowLength(row), 0);
    pieces.push({ rows: piece.length, length });
  }
  return pieces;
}

it.each([
  ['99,000 rows', 'a,b\n' + 'one,two\n'.repeat(99_000), 99_000],
  ['long cells', 'a,b\n' + `${'x'.repeat(40_000)},y\n`.repeat(100), 100],
  ['very many empty cells', 'a,b\n' + `${','.repeat(40_000)}\n`.repeat(100), 100],
])('the reader holds few rows of a file with %s at a time', async (_what, csv, count) => {
  const pieces = await piecesOf(csv);
  expect(pieces.reduce((sum, { rows }) => sum + rows, 0)).toBe(count);
  for (const { rows, length } of pieces) {
    expect(rows).toBeLessThanOrEqual(MOST_ROWS_AT_ONCE);
    expect(length).toBeLessThanOrEqual(MOST_LENGTH);
  }
});

it('the reader keeps characters whole and counts lines wherever the bytes are cut', async () => {
  const count = 3_000;
  const cell = (index: number) => `“Łukasz ${index}”, 🦦`;
  const lines = Array.from({ length: count }, (_, index) => `"${cell(index)}","one\ntwo"\n`);
  const file = await open(`\uFEFFname,text\n${lines.join('')}`);
  expect(file.headers).toEqual(['name', 'text']);
  const read = [];
  for await (const piece of file.rows()) read.push(...piece);
  expect(read).toEqual(
    Array.from({ length: count }, (_, index) => ({
      ...{ line: 2 + 2 * index, index },
      cells: [cell(index), 'one\ntwo'],
    })),
  );
});

it('each call reads the file again from its first row', async () => {
  const { rows } = await open('a\n1\n2\n');
  for await (const piece of rows()) expect(piece).toHaveLength(2);
  for await (const piece of rows()) expect(piece[0]).toEqual({ line: 2, index: 0, cells: ['1'] });
});

it('the reader says in which row a quote is open, after the rows before it', async () => {
  const { rows } = await open(`a,b\n${'one,two\n'.repeat(5_000)}one,"two\n`);
  let count = 0;
  const reading = (async () => {
    for await (const piece of rows()) count += piece.length;
  })();
  await expect(reading).rejects.toThrow('a quote is left open in the row that begins in line 5002');
  expect(count).toBeGreaterThan(0);
});
