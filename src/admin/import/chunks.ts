import type { Message } from '../../messages/message.js';
import type { OperationOutcome } from '../../services/operations/outcome.js';
import { rowLength } from '../import-files/file.js';
import type { EffectCounts } from './report.js';
import type { ImportRow } from './rows.js';

/** Chunks of a file, each of which is one operation, and the counts in the outcome of one. */

const CHUNK_ROWS = 500;
/** Characters of a chunk, well below the longest value that the database takes. */
const CHUNK_LENGTH = 200_000;

/** Message keys of the counts in an outcome. */
export const COUNTED = {
  added: 'files.imported',
  changed: 'files.rows_changed',
  unchanged: 'files.rows_unchanged',
} as const;

/** Sums the counts in the outcome of a chunk. */
export function countsIn({ done }: OperationOutcome): EffectCounts {
  const sum = (key: string) =>
    done.reduce((total, { text }) => total + (keyOf(text) === key ? countIn(text) : 0), 0);
  return {
    added: sum(COUNTED.added),
    changed: sum(COUNTED.changed),
    unchanged: sum(COUNTED.unchanged),
  };
}

/** Returns the key of a count; earlier versions stored a sentence about added rows. */
const keyOf = ({ key }: Message) => (key === 'verbatim' ? COUNTED.added : key);

/** Reads the number of rows. Earlier versions stored a sentence, which begins with it. */
function countIn({ values: { rows, text } }: Message): number {
  return typeof rows === 'number' ? rows : Number.parseInt(String(text), 10);
}

/**
 * Splits rows into chunks, the same ones whenever the same file is read: their numbers are part of
 * their operation ids.
 */
export async function* toChunks(
  rows: AsyncIterable<readonly ImportRow[]>,
): AsyncGenerator<ImportRow[]> {
  let chunk: ImportRow[] = [];
  let size = 0;
  for await (const some of rows) {
    for (const row of some) {
      const length = rowLength(row);
      if (chunk.length > 0 && (chunk.length >= CHUNK_ROWS || size + length > CHUNK_LENGTH)) {
        yield chunk;
        chunk = [];
        size = 0;
      }
      chunk.push(row);
      size += length;
    }
  }
  if (chunk.length > 0) yield chunk;
}
