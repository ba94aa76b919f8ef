import { Miniflare } from 'miniflare';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { INTERFACE_VERSION, MAX_REQUEST_BYTES } from '../../src/gateway/protocol.js';
import { bundleWorker } from '../helpers/engines/d1-pool.js';
import { describeOnD1 } from '../helpers/engines/engines.js';

const TOKEN = 'the-token-of-this-gateway-0123456789';
const PREVIOUS = 'the-token-that-is-being-replaced-012';

let script: string;
let worker: Miniflare;
let url: string;

async function startGateway(
  bindings: Record<string, string>,
  onOutput?: (text: string) => void,
): Promise<Miniflare> {
  const gateway = new Miniflare({
    ...(onOutput && {
      handleRuntimeStdio: (out: Readable, problems: Readable) => {
        for (const stream of [out, problems]) stream.on('data', (text) => onOutput(String(text)));
      },
    }),
    cf: false,
    modules: true,
    script,
    compatibilityDate: '2026-04-01',
    bindings,
    d1Databases: ['DB'],
  });
  await gateway.ready;
  return gateway;
}

beforeAll(async () => {
  script = await bundleWorker('src/gateway/worker.ts');
  worker = await startGateway({ D1_TOKEN: TOKEN, D1_TOKEN_PREVIOUS: PREVIOUS });
  url = (await worker.ready).origin;
});

afterAll(() => worker.dispose());

interface Sent {
  method?: string;
  type?: string;
  path?: string;
  token?: string | null;
  body?: unknown;
}

interface Answer {
  results: { columns: string[]; rows: unknown[][]; changes: number; lastRowId: number }[];
  bookmark: string | null;
  error?: { code: string; message: string };
}

async function send({ method = 'POST', path = '/execute', token = TOKEN, ...sent }: Sent) {
  const { body, type = 'application/json' } = sent;
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url + path, {
    method,
    headers: { ...authorization, 'content-type': type },
    body:
      body === undefined
        ? null
        : typeof body === 'string' || Buffer.isBuffer(body)
          ? body
          : JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

const run = async (...statements: [string, ...unknown[]][]) =>
  send({ body: { statements: statements.map(([sql, ...params]) => ({ sql, params })) } });

describeOnD1('the gateway’s authentication', () => {
  it.each([
    ['no token', null],
    ['a wrong token', 'x'.repeat(36)],
    ['a token that begins right', TOKEN.slice(0, -1)],
    ['a token that goes on', `${TOKEN}x`],
    ['an empty token', ''],
  ])('refuses %s on every path, and says no more than that', async (_title, token) => {
    for (const request of [
      { body: { statements: [{ sql: 'SELECT * FROM secrets', params: [] }] } },
      { body: 'not JSON' },
      { method: 'GET', path: '/version' },
      { method: 'GET', path: '/nowhere' },
    ]) {
      expect(await send({ ...request, token })).toEqual({
        status: 401,
        answer: { error: { code: 'unauthorized', message: 'a valid token is required' } },
      });
    }
  });

  it('accepts the token and the one that is being replaced', async () => {
    for (const token of [TOKEN, PREVIOUS]) {
      expect(await send({ method: 'GET', path: '/version', token })).toEqual({
        status: 200,
        answer: { service: 'fire22-gateway', interface: INTERFACE_VERSION },
      });
    }
  });

  it.each([
    ['no token is set', {}],
    ['an empty one is set', { D1_TOKEN: '' }],
  ])('refuses everything when %s', async (_title, bindings) => {
    const gateway = await startGateway(bindings);
    try {
      const { origin } = await gateway.ready;
      const response = await fetch(`${origin}/version`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      });
      expect(response.status).toBe(500);
      expect(await response.json()).toMatchObject({ error: { code: 'not_configured' } });
    } finally {
      await gateway.dispose();
    }
  });

  it.each([
    ['D1_TOKEN', { D1_TOKEN: 'short' }],
    ['D1_TOKEN_PREVIOUS', { D1_TOKEN: TOKEN, D1_TOKEN_PREVIOUS: 'short' }],
  ])('fails to deploy with a short %s, and names it', async (name, bindings) => {
    const said: string[] = [];
    await expect(startGateway(bindings, (line) => said.push(line))).rejects.toThrow();
    expect(said.join('')).toContain(`${name} needs at least 32 characters`);
  });

  it.each([
    ['GET', '/execute'],
    ['POST', '/version'],
    ['GET', '/'],
    ['DELETE', '/execute'],
  ])('answers 404 to %s %s', async (method, path) => {
    expect(await send({ method, path })).toMatchObject({
      status: 404,
      answer: { error: { code: 'not_found' } },
    });
  });
});

describeOnD1('the gateway', () => {
  it.each([
    ['text that is not JSON', '{"statements": [', /not JSON/],
    ['nothing', undefined, /not JSON/],
    ['null', 'null', /statements/],
    ['no statements', { statements: [] }, /at least one/],
    ['a statement without SQL', { statements: [{ params: [] }] }, /a statement is/],
    ['empty SQL', { statements: [{ sql: ' ', params: [] }] }, /a statement is/],
    ['no parameters', { statements: [{ sql: 'SELECT 1' }] }, /a statement is/],
    ['a parameter that is a list', { statements: [{ sql: 'SELECT ?', params: [[1]] }] }, /params/],
    [
      'a blob that is no base64',
      { statements: [{ sql: 'SELECT ?', params: [{ base64: '?' }] }] },
      /params/,
    ],
    ...[
      'a',
      'ab',
      'abcde',
      'YQ',
      'YQ=',
      'YQ===',
      'YR==',
      '====',
      '=',
      'YQ==YQ==',
      'Y Q=',
      'YQ-_',
    ].map((base64): [string, unknown, RegExp] => [
      `a blob whose base64 is ${base64}`,
      { statements: [{ sql: 'SELECT ?', params: [{ base64 }] }] },
      /params/,
    ]),
    [
      'a blob whose base64 is a number',
      { statements: [{ sql: 'SELECT ?', params: [{ base64: 1234 }] }] },
      /params/,
    ],
    ['a list', [], /an object with statements/],
    ['a number', '7', /an object with statements/],
    ['a text', '"SELECT 1"', /an object with statements/],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), /not JSON/],
    [
      'a session that is no text',
      { statements: [{ sql: 'SELECT 1', params: [] }], session: 1 },
      /session/,
    ],
  ])('refuses %s', async (_title, body, message) => {
    const { status, answer } = await send({ body });
    expect(status).toBe(400);
    expect(answer.error).toMatchObject({ code: 'invalid' });
    expect(answer.error?.message).toMatch(message);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
  ])('refuses the content type %s', async (type) => {
    const body = { statements: [{ sql: 'SELECT 1', params: [] }] };
    expect(await send({ body, type })).toMatchObject({
      status: 400,
      answer: {
        error: { code: 'invalid', message: expect.stringMatching(/content type/) as string },
      },
    });
  });

  it('refuses a request over its size', async () => {
    const sql = `SELECT '${'x'.repeat(MAX_REQUEST_BYTES)}'`;
    expect(await run([sql])).toMatchObject({
      status: 413,
      answer: { error: { code: 'too_large' } },
    });
  });

  it('refuses an answer over its size', async () => {
    const row = `SELECT hex(zeroblob(900000)) AS x`;
    const many = `WITH n (i) AS (SELECT value FROM json_each(?)) SELECT (${row}) AS x FROM n`;
    expect(
      await run([many, JSON.stringify(Array.from({ length: 20 }, (_, index) => index))]),
    ).toMatchObject({
      status: 413,
      answer: { error: { code: 'too_large' } },
    });
  });

  it('answers rows as lists, with the columns in order, also when names are the same', async () => {
    const { answer } = await run(['SELECT ? AS b, ? AS a, NULL AS b', 1, 'two']);
    expect(answer.results).toEqual([
      { columns: ['b', 'a', 'b'], rows: [[1, 'two', null]], changes: 0, lastRowId: 0 },
    ]);
  });

  it('takes and answers blobs', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    const base64 = Buffer.from(bytes).toString('base64');
    const { answer } = await run(['SELECT ? AS x, typeof(?) AS t', { base64 }, { base64 }]);
    expect(answer.results[0]?.rows).toEqual([[{ base64 }, 'blob']]);
  });

  it('runs several statements as one batch, or none of them', async () => {
    await run(['CREATE TABLE t (a TEXT PRIMARY KEY NOT NULL)']);
    const { answer } = await run(
      ['INSERT INTO t (a) VALUES (?)', 'x'],
      ['INSERT INTO t (a) VALUES (?) RETURNING a', 'y'],
      ['SELECT count(*) AS n FROM t'],
    );
    expect(answer.results.map(({ rows, changes }) => ({ rows, changes }))).toEqual([
      { rows: [], changes: 1 },
      { rows: [['y']], changes: 1 },
      { rows: [[2]], changes: 0 },
    ]);
    const failed = await run(
      ['INSERT INTO t (a) VALUES (?)', 'z'],
      ['INSERT INTO t (a) VALUES (?)', 'x'],
    );
    expect(failed.status).toBe(422);
    expect(failed.answer.error).toMatchObject({ code: 'refused' });
    expect(failed.answer.error?.message).toMatch(/UNIQUE constraint failed: t\.a/);
    expect((await run(['SELECT a FROM t ORDER BY a'])).answer.results[0]?.rows).toEqual([
      ['x'],
      ['y'],
    ]);
  });

  it('answers a bookmark and accepts it', async () => {
    const { answer } = await run(['SELECT 1 AS x']);
    expect(answer.bookmark).toMatch(/^[0-9a-f-]+$/);
    const statements = [{ sql: 'SELECT 2 AS x', params: [] }];
    for (const session of [answer.bookmark, 'first-primary', 'first-unconstrained']) {
      expect(await send({ body: { statements, session } })).toMatchObject({
        status: 200,
        answer: { results: [{ rows: [[2]] }] },
      });
    }
  });
});
