import { expect, it } from 'vitest';
import { nextChunkRows } from '../../../src/services/bulk-runs/runner.js';

it.each([
  [100, 10, 200],
  [400, 10, 500],
  [500, 10, 500],
  [250, 60, 250],
  [500, 300, 250],
  [150, 300, 100],
  [100, 300, 100],
])('a chunk of %d rows that takes %d ms is followed by one of %d', (rows, ms, next) => {
  expect(nextChunkRows(rows, ms, 500)).toBe(next);
});

it('a runner of small chunks has them whatever they take', () => {
  expect(nextChunkRows(4, 10, 4)).toBe(4);
  expect(nextChunkRows(4, 300, 4)).toBe(4);
});
