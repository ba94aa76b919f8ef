import { BaseRecord } from 'adminjs';
import compression from 'compression';
import express from 'express';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { writeCsv, writeJson } from '../../src/admin/export/csv-and-json.js';
import { writeXlsx } from '../../src/admin/export/xlsx.js';
import { sendDownload, type Download } from '../../src/http/send-download.js';

type Content = Download['content'];

/** A server of one file, and a client that opens it. */
async function serve(content: Content, method = 'GET') {
  const errors: unknown[] = [];
  let close: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => (close = resolve));
  let end: () => void = () => undefined;
  const sent = new Promise<void>((resolve) => (end = resolve));
  const app = express().use(compression({ threshold: 0 }), async (_request, response) => {
    response.on('close', close);
    const file = { fileName: 'file.csv', contentType: 'text/csv', content };
    await sendDownload(response, file).catch((error: unknown) => errors.push(error));
    end();
  });
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  const open = async (encoding = 'identity') => {
    const headers = { 'accept-encoding': encoding };
    const request = http.request({ port, method, headers, agent: false }).end();
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    return response;
  };
  return { open, errors, closed, sent };
}

/**
 * Parts that never end by themselves; `begun` resolves when the first is read, `ended` when a caller
 * ends them.
 */
function endless<Part>(part: Part) {
  let begin: () => void = () => undefined;
  let end: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const ended = new Promise<void>((resolve) => (end = resolve));
  async function* make(): AsyncGenerator<Part> {
    begin();
    try {
      for (;;) {
        yield part;
        await nextTurn();
      }
    } finally {
      end();
    }
  }
  return { parts: make(), begun, ended };
}

const page = Array.from({ length: 100 }, () => new BaseRecord({}, undefined as never));
const columns = [
  { key: 'x', header: 'X', kind: 'number' as const, read: () => Math.random() },
  { key: 'y', header: 'Y', kind: 'text' as const, read: () => 'y' },
];
const formats: [string, (pages: AsyncGenerator<BaseRecord[]>) => Content][] = [
  ['CSV', (pages) => writeCsv(pages, columns, 'UTC')],
  ['JSON', (pages) => writeJson(pages, columns)],
  ['XLSX', (pages) => writeXlsx(pages, columns, 'UTC')],
];

it.each(formats)(
  'reads no more rows when the client of an export as %s closes the connection',
  async (_format, toContent) => {
    const { parts, begun, ended } = endless(page);
    const { open, errors } = await serve(toContent(parts));
    const response = await open();
    // A workbook begins with files of its own: whoever leaves at those leaves before the rows.
    response.resume();
    await begun;
    response.destroy();
    await ended;
    expect(errors).toEqual([]);
  },
);

it.each(['identity', 'gzip'])(
  'stops waiting for a client that reads nothing once it closes the connection (%s)',
  async (encoding) => {
    // More than sockets hold: the server has to wait before a second part.
    const large = Buffer.alloc(32_000_000).map(() => Math.random() * 256);
    const { parts, ended } = endless(large);
    const { open, errors } = await serve(parts);
    const response = await open(encoding);
    response.destroy();
    await ended;
    expect(errors).toEqual([]);
  },
);

it.each(['identity', 'gzip'])(
  'ends the reading when the client left while a part was slow to come (%s)',
  async (encoding) => {
    const steps: string[] = [];
    let left: Promise<void> = Promise.resolve();
    async function* slow() {
      try {
        yield 'the first part\n'.repeat(1000);
        await left;
        steps.push('read');
        yield 'the second part\n';
        steps.push('read on');
      } finally {
        steps.push('ended');
      }
    }
    const content = slow();
    const { open, errors, closed, sent } = await serve(content);
    left = closed;
    const response = await open(encoding);
    response.destroy();
    await sent;
    expect([steps, errors]).toEqual([['read', 'ended'], []]);
  },
);

it('sends the parts in order, and a file without parts as an empty one', async () => {
  const parts = async (texts: string[]) => {
    async function* make() {
      await nextTurn();
      yield* texts;
    }
    const { open } = await serve(make());
    const response = await open();
    const chunks = await response.toArray();
    const { 'content-disposition': name, 'content-type': type } = response.headers;
    return [name, type, Buffer.concat(chunks as Buffer[]).toString()];
  };
  const head = ['attachment; filename=file.csv', 'text/csv; charset=utf-8'];
  expect(await parts(['one,', '', 'two'])).toEqual([...head, 'one,two']);
  expect(await parts([])).toEqual([...head, '']);
});

it('answers HEAD without reading the file to its end', async () => {
  const { parts, ended } = endless('a line\n');
  const { open } = await serve(parts, 'HEAD');
  const { statusCode, headers } = await open();
  await ended;
  expect([statusCode, headers['content-disposition']]).toEqual([
    200,
    'attachment; filename=file.csv',
  ]);
});
