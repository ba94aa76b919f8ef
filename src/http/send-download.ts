import type { Response } from 'express';

/** The one sender of files that a browser keeps. */

export interface Download {
  fileName: string;
  contentType: string;
  /** The file's parts in order; the next one is read when the client has taken the last. */
  content: AsyncIterable<string | Uint8Array>;
}

/**
 * Sends a file as it is read. When the client closes the connection, the reading ends by the
 * iterator's `return`, and nothing is thrown.
 * @throws what the content throws. Before the first part nothing is sent yet, so that the error can
 * be answered; later the connection has to be broken, or a part of the file would pass for all of it
 */
export async function sendDownload(response: Response, download: Download): Promise<void> {
  const isDrained = drainsOf(response);
  for await (const part of download.content) {
    if (response.destroyed) return;
    nameFile(response, download);
    if (response.req.method === 'HEAD') break;
    if (!response.write(part) && !(await isDrained())) return;
  }
  nameFile(response, download);
  response.end();
}

function nameFile(response: Response, { fileName, contentType }: Download): void {
  if (!response.headersSent) response.attachment(fileName).type(contentType);
}

/**
 * Waits, as often as it is asked, until the client has taken what was written, or has gone: false.
 * It listens once, because `compression` passes listeners of `drain` on and never removes one.
 */
function drainsOf(response: Response): () => Promise<boolean> {
  let settle: (isDrained: boolean) => void = () => undefined;
  response.on('drain', () => settle(true));
  response.on('close', () => settle(false));
  return () => new Promise((resolve) => (settle = resolve));
}
