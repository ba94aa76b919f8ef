import type { Response } from 'express';
import { endAnswer } from './request/answer-end.js';

/** The one sender of downloads. */

export interface Download {
  fileName: string;
  contentType: string;
  /** The file's parts in order; the next one is read when the client has received the last. */
  content: AsyncIterable<string | Uint8Array> | Iterable<Uint8Array>;
}

/**
 * Sends a file as it is read. When the client closes the connection, the iterator's `return` ends
 * the reading, and nothing is thrown.
 * @throws the content's error. Before the first part nothing is sent yet and the error can be
 * answered; later the connection must break, or a part of the file would pass for the whole
 */
export async function sendDownload(response: Response, download: Download): Promise<void> {
  const isDrained = drainsOf(response);
  for await (const part of download.content) {
    if (response.destroyed) break;
    nameFile(response, download);
    if (response.req.method === 'HEAD') break;
    if (!response.write(part) && !(await isDrained())) break;
  }
  if (response.destroyed) {
    endAnswer(response);
    return;
  }
  nameFile(response, download);
  response.end();
}

function nameFile(response: Response, { fileName, contentType }: Download): void {
  if (response.headersSent) return;
  response.attachment(fileName).type(contentType);
  // A browser that shows the file all the same runs nothing of it.
  response.set('Content-Security-Policy', "default-src 'none'; sandbox");
}

/**
 * Returns a function that waits until the client has received the written parts, or has closed the
 * connection (false). Listens once, because `compression` passes on each listener of `drain` and
 * never removes one.
 */
function drainsOf(response: Response): () => Promise<boolean> {
  let settle: (isDrained: boolean) => void = () => undefined;
  response.on('drain', () => settle(true));
  response.on('close', () => settle(false));
  return () => new Promise((resolve) => (settle = resolve));
}
