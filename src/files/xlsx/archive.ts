import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { fileFault } from '../file-fault.js';

/**
 * Reads the parts of a workbook out of its ZIP archive, piece by piece. The archive says how large
 * each part is: one that is larger is refused, and so is one that says too much.
 */

const MOST_PARTS = 5_000;
const MEGABYTE = 1_000_000;
/** Bytes of the largest part, unpacked: some 500,000 rows of ten cells. */
const MOST_UNPACKED = 400 * MEGABYTE;

/** An open archive. */
export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /**
   * Reads the list of parts.
   * @throws DomainError `invalid` for a damaged archive, or one that hides its parts
   */
  static async open(bytes: Buffer): Promise<Archive> {
    const entries = new Map<string, Entry>();
    try {
      const zip = await fromBufferPromise(bytes, { lazyEntries: true });
      for await (const entry of zip.eachEntry()) {
        if (entries.size === MOST_PARTS) throw notWorkbook();
        entries.set(entry.fileName.toLowerCase(), entry);
      }
      return new Archive(zip, entries);
    } catch (error) {
      throw error instanceof DomainError ? error : notWorkbook(error);
    }
  }

  /** Returns true where the archive has the part. */
  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /**
   * Unpacks a part from its beginning.
   * @throws DomainError `invalid` for a part that is missing, locked, damaged or too large
   */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) throw damaged(name);
    if (entry.isEncrypted()) throw fileFault(message('files.locked'), message('files.save_xlsx'));
    if (entry.uncompressedSize > MOST_UNPACKED) {
      throw fileFault(
        message('files.unpacked_size', { most: MOST_UNPACKED / MEGABYTE }),
        message('files.split'),
      );
    }
    const stream = await this.#zip.openReadStreamPromise(entry).catch((error: unknown) => {
      throw damaged(name, error);
    });
    try {
      // The stream fails where the part has more bytes, or fewer, than the archive says.
      for await (const chunk of stream) yield chunk as Buffer;
    } catch (error) {
      throw damaged(name, error);
    } finally {
      stream.destroy();
    }
  }
}

/** Builds the refusal of an archive that is no workbook. */
export function notWorkbook(cause?: unknown): DomainError {
  return fileFault(message('files.not_workbook'), message('files.save_xlsx'), cause);
}

/** Builds the refusal of a part that cannot be read. */
export function damaged(part: string, cause?: unknown): DomainError {
  return fileFault(message('files.damaged_workbook', { part }), message('files.save_xlsx'), cause);
}
