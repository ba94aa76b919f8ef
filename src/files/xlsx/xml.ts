import sax from 'sax';
import { StringDecoder } from 'node:string_decoder';
import { damaged } from './archive.js';

/** Reads the XML of a part as a stream of events, a slice at a time. */

/** Characters of one step: less than a millisecond of work. */
const SLICE = 8 * 1024;

/** Lets other work go first. */
export type Pause = () => Promise<void>;

export interface XmlEvents<Item> {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  /** One text may come in several pieces. */
  text?: (text: string) => void;
  /** Hands over what was read since the last call. */
  take?: () => Item[];
}

/**
 * Parses a part, and yields after each slice what was read of it. Names have no prefix.
 * @throws DomainError `invalid` where it is no XML or has a document type, which may define
 *   entities that multiply
 */
export async function* parseXml<Item>(
  part: string,
  chunks: AsyncIterable<Buffer>,
  { open, close, text, take = () => [] }: XmlEvents<Item>,
  pause: Pause,
): AsyncGenerator<Item> {
  const parser = sax.parser(true);
  const fail = (cause?: unknown) => {
    throw damaged(part, cause);
  };
  parser.onerror = fail;
  parser.ondoctype = () => fail();
  parser.onopentag = ({ name, attributes }) => open?.(localName(name), attributes as Record<string, string>); // prettier-ignore
  parser.onclosetag = (name) => close?.(localName(name));
  parser.ontext = (piece) => text?.(piece);
  parser.oncdata = (piece) => text?.(piece);
  const decoder = new StringDecoder('utf8');
  for await (const chunk of chunks) {
    const piece = decoder.write(chunk);
    for (let start = 0; start < piece.length; start += SLICE) {
      await pause();
      parser.write(piece.slice(start, start + SLICE));
      yield* take();
    }
  }
  parser.write(decoder.end()).close();
  yield* take();
}

/** Parses a whole part, of which nothing is handed over. */
export async function readXml(...parameters: Parameters<typeof parseXml<never>>): Promise<void> {
  await parseXml(...parameters).next();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
