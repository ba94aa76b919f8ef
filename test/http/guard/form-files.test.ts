import type { RequestHandler } from 'express';
import { once } from 'node:events';
import http from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { type FormFile, holdingFiles } from '../../../src/http/guard/form-file.js';
import { SESSION_COOKIE } from '../../helpers/http/front-door.js';
import { API, signedIn } from './guard-probes.js';

/** Forms with files: who may send one, how many at a time, and what becomes of half a body. */

const EDIT = `${API}/records/1/edit`;
const FILES = { 'content-type': 'multipart/form-data; boundary=x', 'x-form-files': '1' };

const part = (name: string, content: string, more = '') =>
  `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
const form = (...parts: string[]) => `${parts.join('')}--x--\r\n`;
const whole = form(part('name', 'é'), part('photo', 'bytes', '; filename="a.png"'));

/** Announces a body, sends its first bytes only, and waits. */
function beginBody(port: number, path: string, cookie = ''): http.ClientRequest {
  const headers = {
    ...FILES,
    ...(cookie === '' ? {} : { cookie }),
    'sec-fetch-site': 'same-origin',
    'content-length': 500_000,
  };
  const request = http.request({ port, host: '127.0.0.1', method: 'POST', path, headers });
  request.on('error', () => undefined);
  request.write('--x\r\n');
  return request;
}

async function statusOf(request: http.ClientRequest): Promise<number | undefined> {
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  request.destroy();
  return response.statusCode;
}

const cookieOf = (browser: { cookies: Map<string, string> }) =>
  `${SESSION_COOKIE}=${browser.cookies.get(SESSION_COOKIE) ?? ''}`;

describe('a form with files', () => {
  it('brings its texts and its files, whose names are claims', async () => {
    const { door, browser } = await signedIn();
    expect((await browser.post(EDIT, whole, FILES)).status).toBe(200);
    const { name, photo } = door.reached[0]?.fields as { name: string; photo: FormFile };
    expect([name, photo.name, Buffer.from(photo.bytes).toString()]).toEqual([
      ...['é', 'a.png', 'bytes'],
    ]);
  });

  it('is refused before its body is read without a login or a route', async () => {
    const { door, browser } = await signedIn();
    expect(await statusOf(beginBody(door.port, EDIT))).toBe(401);
    const elsewhere = `${API}/records/1/erase`;
    expect(await statusOf(beginBody(door.port, elsewhere, cookieOf(browser)))).toBe(404);
    expect(door.reached).toEqual([]);
  });

  it('is one of its login until it is saved, or breaks off in the middle', async () => {
    const ends: (() => void)[] = [];
    const answer: RequestHandler = async (request, response) => {
      const { fields } = request as unknown as { fields: Record<string, unknown> };
      await holdingFiles(fields, () => new Promise<void>((end) => ends.push(end)));
      response.json({ saved: true });
    };
    const { door, browser } = await signedIn(answer);
    const half = beginBody(door.port, EDIT, cookieOf(browser));
    const second = await vi.waitFor(async () => {
      const reply = await browser.post(EDIT, 'nothing', FILES);
      expect(reply.status).toBe(429);
      return reply;
    });
    expect(second.headers['retry-after']).toBe('10');
    half.destroy();
    await vi.waitFor(async () => {
      expect((await browser.post(EDIT, 'nothing', FILES)).status).toBe(400);
    });
    const saving = browser.post(EDIT, whole, FILES);
    await vi.waitFor(() => expect(ends).toHaveLength(1));
    expect((await browser.post(EDIT, whole, FILES)).status).toBe(429);
    ends[0]?.();
    expect((await saving).status).toBe(200);
    expect(door.reached).toHaveLength(1);
  });

  it.each([
    ['is too large', 413, form(part('a', 'x'.repeat(1_002_001), '; filename="a"')), FILES],
    ['is no form', 415, '{}', { ...FILES, 'content-type': 'application/json' }],
    ['stops in the middle of a part', 400, whole.slice(0, -20), FILES],
    ['has a field twice', 400, form(part('a', '1'), part('a', '2', '; filename="a"')), FILES],
    ['has a text that is no UTF-8', 400, Buffer.from(form(part('a', '\xff')), 'latin1'), FILES],
    ['does not say that it has files', 400, whole, { 'content-type': FILES['content-type'] }],
  ])('that %s is refused', async (_how, status, body, headers) => {
    const { door, browser } = await signedIn();
    expect((await browser.post(EDIT, body, headers)).status).toBe(status);
    expect(door.reached).toEqual([]);
    expect((await browser.post(EDIT, whole, FILES)).status).toBe(200);
  });
});
