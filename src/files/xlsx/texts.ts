import { message } from '../../messages/message.js';
import { fileFault } from '../file-fault.js';
import type { Archive } from './archive.js';
import { readXml, type Pause } from './xml.js';

/** Texts that cells share, kept as bytes outside of the heap. */

const MEGABYTE = 1_000_000;
const MOST_BYTES = 32 * MEGABYTE;
const MOST_TEXTS = 2_000_000;

/** Text of a cell or of a shared text, whose runs and pieces are joined. */
export class TextBuilder {
  #pieces: string[] = [];
  #isOpen = false;
  /** Depth of phonetic runs, which repeat the text in another script. */
  #phonetic = 0;

  open(name: string): void {
    if (name === 'rPh') this.#phonetic += 1;
    if (name === 't') this.#isOpen = this.#phonetic === 0;
  }

  close(name: string): void {
    if (name === 'rPh') this.#phonetic -= 1;
    if (name === 't') this.#isOpen = false;
  }

  /** Adds a piece; returns its length, or 0 outside of a text. */
  add(piece: string): number {
    if (!this.#isOpen) return 0;
    this.#pieces.push(piece);
    return piece.length;
  }

  /** Returns the text and begins another. */
  take(): string {
    const text = unescapeText(this.#pieces.join(''));
    this.#pieces = [];
    return text;
  }
}

/** Decodes characters that XML lacks: `_x000D_` is a carriage return (ECMA-376, ST_Xstring). */
export function unescapeText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_match, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The shared texts of a workbook. */
export class SharedTexts {
  #bytes: Buffer = Buffer.allocUnsafe(64 * 1024);
  #ends = new Uint32Array(1024);
  #count = 0;

  /** Returns a text; undefined for one that the workbook lacks. */
  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined;
    const start = index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
    return this.#bytes.toString('utf8', start, this.#ends[index]);
  }

  /** @throws DomainError `invalid` where the texts are too many or too long */
  add(text: string): void {
    const start = this.#count === 0 ? 0 : (this.#ends[this.#count - 1] ?? 0);
    const end = start + Buffer.byteLength(text);
    if (end > MOST_BYTES || this.#count === MOST_TEXTS) throw tooLong();
    if (end > this.#bytes.length) this.#bytes = grown(this.#bytes, end);
    if (this.#count === this.#ends.length) {
      const ends = new Uint32Array(this.#ends.length * 2);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    this.#bytes.write(text, start, 'utf8');
    this.#ends[this.#count] = end;
    this.#count += 1;
  }
}

function grown(bytes: Buffer, needed: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(needed, bytes.length * 2));
  bytes.copy(larger);
  return larger;
}

function tooLong() {
  return fileFault(
    message('files.workbook_texts', { most: MOST_BYTES / MEGABYTE }),
    message('files.save_csv'),
  );
}

/**
 * Reads the shared texts.
 * @throws DomainError `invalid` where they are too long together
 */
export async function readSharedTexts(
  archive: Archive,
  part: string,
  pause: Pause,
): Promise<SharedTexts> {
  const texts = new SharedTexts();
  const builder = new TextBuilder();
  let length = 0;
  await readXml(
    part,
    archive.read(part),
    {
      open: (name) => builder.open(name),
      text: (piece) => {
        length += builder.add(piece);
        if (length > MOST_BYTES) throw tooLong();
      },
      close: (name) => {
        builder.close(name);
        if (name === 'si') texts.add(builder.take());
      },
    },
    pause,
  );
  return texts;
}
