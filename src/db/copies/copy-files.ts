import { createHash, type Hash } from 'node:crypto';
import fs from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, constants } from 'node:zlib';
import { hashPage, type PageList, readPages } from './page-list.js';

/**
 * The two kinds of files of a copy, both gzipped. A full copy is the database. An increment is a
 * head and the changed pages: `FIRE22 INCREMENT`, page size and number of pages of the whole
 * database (32 bits each), then for each page its number (32 bits, from 0) and its bytes.
 */

const MAGIC = Buffer.from('FIRE22 INCREMENT');
const HEAD_BYTES = MAGIC.length + 8;
const NUMBER_BYTES = 4;
/** Level 6 took twice the time for a tenth less. */
const LEVEL = constants.Z_BEST_SPEED;

/** The file is not the copy that it should be: cut, changed or of something else. */
export class DamagedCopy extends Error {
  override readonly name = 'DamagedCopy';

  constructor(cause: unknown) {
    super('damaged copy', { cause });
  }
}

export interface WrittenFile {
  bytes: number;
  sha256: string;
}

/** Compresses a database into a new file, which reaches the disk. */
export function writeFull(database: string, file: string): Promise<WrittenFile> {
  return writeCompressed(fs.createReadStream(database), file);
}

/** Writes an increment of these pages into a new file, which reaches the disk. */
export function writeIncrement(
  database: string,
  list: PageList,
  pages: readonly number[],
  file: string,
): Promise<WrittenFile> {
  const { pageSize, count } = list;
  function* parts(): Generator<Buffer> {
    const head = Buffer.alloc(HEAD_BYTES);
    MAGIC.copy(head);
    head.writeUInt32BE(pageSize, MAGIC.length);
    head.writeUInt32BE(count, MAGIC.length + NUMBER_BYTES);
    yield head;
    for (const { page, bytes } of readPages(database, pageSize, pages)) {
      const number = Buffer.alloc(NUMBER_BYTES);
      number.writeUInt32BE(page);
      yield Buffer.concat([number, bytes]);
    }
  }
  return writeCompressed(parts(), file);
}

/**
 * Unpacks a full copy into a new file.
 * @throws DamagedCopy
 */
export async function readFull(file: string, database: string): Promise<void> {
  await decompressing(() =>
    pipeline(
      fs.createReadStream(file),
      createGunzip(),
      fs.createWriteStream(database, { flags: 'wx', mode: 0o600 }),
    ),
  );
}

/**
 * Writes the pages of an increment into the database of its parent.
 * @throws DamagedCopy
 */
export async function applyIncrement(file: string, database: string): Promise<void> {
  const opened = fs.openSync(database, 'r+');
  try {
    const { pageSize, count } = await readIncrement(file, (page, bytes, size) => {
      fs.writeSync(opened, bytes, 0, size, page * size);
    });
    fs.ftruncateSync(opened, pageSize * count);
  } finally {
    fs.closeSync(opened);
  }
}

/**
 * Computes the list of pages that an increment makes of its parent's.
 * @throws DamagedCopy
 */
export async function listAfter(file: string, parent: PageList): Promise<PageList> {
  const hashes = new Map<number, Buffer>();
  const { count } = await readIncrement(file, (page, bytes) => hashes.set(page, hashPage(bytes)));
  return parent.with(hashes, count);
}

/** Returns size and hash of a file. */
export async function digestFile(file: string): Promise<WrittenFile> {
  const digest = createHash('sha256');
  let bytes = 0;
  for await (const chunk of fs.createReadStream(file) as AsyncIterable<Buffer>) {
    digest.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: digest.digest('hex') };
}

async function writeCompressed(
  source: NodeJS.ReadableStream | Iterable<Buffer>,
  file: string,
): Promise<WrittenFile> {
  const digest = createHash('sha256');
  const counted = counting(digest);
  await pipeline(
    source,
    createGzip({ level: LEVEL }),
    counted.through,
    fs.createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
  );
  return { bytes: counted.bytes(), sha256: digest.digest('hex') };
}

function counting(digest: Hash): { through: Transform; bytes: () => number } {
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      digest.update(chunk);
      done(null, chunk);
    },
  });
  return { through, bytes: () => bytes };
}

type OnPage = (page: number, bytes: Buffer, pageSize: number) => void;

async function readIncrement(
  file: string,
  onPage: OnPage,
): Promise<{ pageSize: number; count: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let head: { pageSize: number; count: number } | undefined;
  const take = (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (!head && rest.length >= HEAD_BYTES) {
      head = readHead(rest);
      rest = rest.subarray(HEAD_BYTES);
    }
    if (!head) return;
    const { pageSize, count } = head;
    let at = 0;
    for (; rest.length - at >= NUMBER_BYTES + pageSize; at += NUMBER_BYTES + pageSize) {
      const page = rest.readUInt32BE(at);
      if (page >= count)
        throw new DamagedCopy(new Error(`page ${page} is behind the end of ${file}`));
      onPage(page, rest.subarray(at + NUMBER_BYTES, at + NUMBER_BYTES + pageSize), pageSize);
    }
    rest = rest.subarray(at);
  };
  // The pipeline may report its own abort instead of the error that caused it.
  let problem: unknown;
  await decompressing(() =>
    pipeline(fs.createReadStream(file), createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        try {
          take(chunk);
        } catch (error) {
          problem = error;
          throw error;
        }
      }
    }).catch((error: unknown) => {
      throw problem ?? error;
    }),
  );
  if (!head || rest.length > 0) throw new DamagedCopy(new Error(`${file} ends within a page`));
  return head;
}

function readHead(bytes: Buffer): { pageSize: number; count: number } {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new DamagedCopy(new Error('the file is not an increment'));
  }
  return {
    pageSize: bytes.readUInt32BE(MAGIC.length),
    count: bytes.readUInt32BE(MAGIC.length + NUMBER_BYTES),
  };
}

/** Turns the errors of zlib about its input into DamagedCopy. */
async function decompressing(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code.startsWith('Z_')) {
      throw new DamagedCopy(error);
    }
    throw error;
  }
}
