import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { defineResource } from '../../../src/admin/declaration/resource.js';
import { DomainError } from '../../../src/errors.js';
import { verbatim } from '../../../src/messages/message.js';
import { openBook, PASSWORD } from '../../helpers/books/logins.js';
import { embedded } from '../../helpers/engines/engines.js';
import { openPanels } from '../../helpers/panels/driver.js';

/** Files about a row: their names, and their end when the client leaves or something fails. */

/** An administrator who may download a file of these parts about an agent, at `address`. */
async function openDownload(parts: () => AsyncGenerator<string>) {
  const book = await openBook(embedded);
  await book.user('ada');
  const id = await book.agent('a1');
  const declaration = defineResource({
    table: 'agents',
    access: { admin: { rows: 'all', read: 'all', actions: ['show', 'slow'] } },
    downloads: {
      slow: { contentType: 'text/csv', fileName: (name) => `“${name}”.csv`, lines: parts },
    },
  });
  const { signIn } = await openPanels(book.context, [declaration]);
  const errors = () => book.log.filter(({ level }) => Number(level) >= 40);
  return {
    ...{ book, errors, ada: await signIn('ada', PASSWORD) },
    address: `/api/resources/agents/records/${encodeURIComponent(id)}/slow`,
  };
}

it.each(['identity', 'gzip'])(
  'the reading of a download ends when its client closes the connection half-way (%s)',
  async (encoding) => {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const { book, errors, ada, address } = await openDownload(async function* () {
      try {
        for (;;) {
          yield `${Math.random()}\n`.repeat(100);
          await nextTurn();
        }
      } finally {
        end();
      }
    });
    const response = await ada.open(address, encoding);
    await once(response, 'data');
    response.destroy();
    await ended;
    expect((await ada.get('/api/resources/agents/records/a1/show')).status).toBe(200);
    expect(errors()).toEqual([]);
    expect(book.log.find(({ route }) => String(route).endsWith('/slow'))).toMatchObject({
      ...{ status: 200, aborted: true },
    });
  },
);

it('a download that fails half-way breaks the connection, and the log says why', async () => {
  const { errors, ada, address } = await openDownload(async function* () {
    yield 'one line\n';
    await nextTurn();
    throw new Error('the disk is full');
  });
  const response = await ada.open(address);
  response.resume();
  const [error] = (await once(response, 'error')) as [NodeJS.ErrnoException];
  expect([error.code, response.complete]).toEqual(['ECONNRESET', false]);
  expect(errors()).toMatchObject([
    { requestId: response.headers['x-request-id'], err: { message: 'the disk is full' } },
  ]);
});

it('a download that fails before its first part is answered with the refusal', async () => {
  const { errors, ada, address } = await openDownload(async function* () {
    await nextTurn();
    yield Promise.reject<string>(new DomainError('conflict', verbatim('the run has not started')));
  });
  const response = await ada.open(address);
  const [body] = (await once(response, 'data')) as [Buffer];
  expect([response.statusCode, response.headers['content-disposition']]).toEqual([409, undefined]);
  expect(JSON.parse(body.toString())).toMatchObject({ message: 'the run has not started' });
  expect(errors()).toEqual([]);
});

it('a download has its declared name, whatever the name holds', async () => {
  const { ada, address } = await openDownload(async function* () {
    await nextTurn();
    yield 'one line\n';
  });
  const response = await ada.open(address);
  const [body] = (await once(response, 'data')) as [Buffer];
  expect([response.statusCode, body.toString()]).toEqual([200, 'one line\n']);
  expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(response.headers['content-disposition']).toBe(
    `attachment; filename="?a1?.csv"; filename*=UTF-8''%E2%80%9Ca1%E2%80%9D.csv`,
  );
});
