import { createHash } from 'node:crypto';
import type { Actor } from '../../domain/actor.js';
import type { Message } from '../../messages/message.js';
import type { OperationOutcome } from '../../services/operations/outcome.js';
import { findLatestWork, type StoredPart } from '../../services/operations/parts.js';
import { hashRequest } from '../../services/operations/run.js';
import { rowLength } from '../import-files/file.js';
import type { EffectCounts } from './report.js';
import type { ImportRow, RowSource } from './rows.js';

/**
 * Splits a file into chunks, each of which is one operation, and finds the chunks that earlier
 * imports wrote. The id of an import follows from its file and its choices: the same file, sent
 * again after a server stopped in the middle, continues the import where it stopped.
 */

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
export function countsIn({ done }: OperationOutcome): Omit<EffectCounts, 'written'> {
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

/** Names the imports of one login with the same file and the same choices. */
function nameOf({ resource, file, mapping, way, key }: RowSource, actor: Actor, content: Buffer) {
  const hash = hashRequest({
    actor: actor.userId,
    table: resource.table.info.name,
    content: createHash('sha256').update(content).digest('hex'),
    ...{ mapping, way, key: key?.id, sheet: file.sheet },
  });
  return `import-${hash.slice(0, 32)}`;
}

/**
 * Chooses the operation id of an import: that of the latest one of the same file, which it
 * continues, or another one.
 * @param isAgain imports the file a second time
 */
export async function chooseOperationId(
  source: RowSource,
  actor: Actor,
  content: Buffer,
  isAgain: boolean,
): Promise<string> {
  const name = nameOf(source, actor, content);
  const latest = await findLatestWork(source.resource.context, actor, name);
  const number = latest === null ? 0 : isAgain ? latest + 1 : latest;
  return `${name}-${number}`;
}

/** Chunks that earlier requests of the same import have written. */
export class WrittenChunks {
  readonly #parts: ReadonlyMap<number, StoredPart>;
  /** One operation has written all rows. */
  #isWhole = false;

  constructor(parts: ReadonlyMap<number, StoredPart>) {
    this.#parts = parts;
  }

  get isEmpty(): boolean {
    return this.#parts.size === 0;
  }

  /** Counts the rows that were added or changed, and says when; null where there are none. */
  summary(): { rows: number; createdAt: string } | null {
    const [first] = this.#parts.values();
    if (first === undefined) return null;
    let rows = 0;
    for (const { outcome } of this.#parts.values()) {
      const { added, changed } = countsIn(outcome);
      rows += added + changed;
    }
    return { rows, createdAt: first.createdAt };
  }

  /**
   * Returns the problems of a written chunk by line; null for a chunk that is not written.
   * @param index of the chunk, each in its turn
   */
  problemsOf(index: number, rows: readonly ImportRow[]): Map<number, Message> | null {
    const outcome = this.#parts.get(index)?.outcome;
    if (outcome !== undefined && index === 0) this.#isWhole = countRows(outcome) > rows.length;
    if (this.#isWhole) return new Map();
    return outcome === undefined ? null : problemsIn(outcome);
  }
}

/** Reads the problems of refused rows by line. */
export function problemsIn({ refused }: OperationOutcome): Map<number, Message> {
  return new Map(refused.map(({ id, reason }) => [Number(id), reason]));
}

function countRows(outcome: OperationOutcome): number {
  const { added, changed, unchanged } = countsIn(outcome);
  return added + changed + unchanged + outcome.refused.length;
}
