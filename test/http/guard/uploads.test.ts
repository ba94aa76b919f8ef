import type { Request, Response } from 'express';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { UploadPlaces, type Upload } from '../../../src/http/guard/uploads.js';
import { embedded } from '../../helpers/engines/engines.js';
import { openFrontDoor, PANEL, type Browser } from '../../helpers/http/front-door.js';
import { API } from './guard-probes.js';

/** Files as bodies: one of a login at a time, two of the process. */

const csv = { 'content-type': 'text/csv' };
const OWN = 'the server is still working on another file of this login; try again in 10 seconds';
const OTHERS = 'the server is working on files of other logins; try again in 10 seconds';

/** Opens panels whose work on a file ends when the test says so. */
async function openBusyDoor() {
  const begun: { upload: Upload; end: () => void }[] = [];
  const waiting: (() => void)[] = [];
  const door = await openFrontDoor(embedded, {}, async (request, response) => {
    const { upload } = (request as unknown as { fields: { upload: Upload } }).fields;
    const read = await upload.during(async (bytes) => {
      await new Promise<void>((end) => {
        begun.push({ upload, end });
        waiting.shift()?.();
      });
      return bytes.toString();
    });
    response.json({ read });
  });
  const send = (browser: Browser, body = 'a,b\n1,2\n') =>
    browser.post(`${API}/actions/import?step=check`, body, csv);
  return {
    door,
    send,
    signIn: async (name: string) => {
      await door.user(name);
      const browser = door.browser();
      await browser.signIn(name);
      return browser;
    },
    /** Sends a file and waits until the work on it has begun. */
    begin: async (browser: Browser) => {
      const begins = new Promise<void>((resolve) => waiting.push(resolve));
      const reply = send(browser);
      await begins;
      const { upload, end } = begun.at(-1) ?? {};
      if (!upload || !end) throw new Error('nothing has begun');
      return { reply, upload, end };
    },
  };
}

const messageOf = ({ text }: { text: string }) => (JSON.parse(text) as { message: string }).message;

describe('work on uploaded files', () => {
  it('is refused to a login with an upload at work until that ends', async () => {
    const { signIn, begin, send } = await openBusyDoor();
    const ada = await signIn('ada');
    const first = await begin(ada);
    const others = await Promise.all(Array.from({ length: 8 }, () => send(ada)));
    for (const reply of others) {
      expect([reply.status, reply.headers['retry-after']]).toEqual([429, '10']);
      expect(messageOf(reply)).toBe(OWN);
    }
    first.end();
    expect(await first.reply).toMatchObject({ status: 200, text: '{"read":"a,b\\n1,2\\n"}' });
    const next = await begin(ada);
    next.end();
    expect((await next.reply).status).toBe(200);
  });

  it('runs for two logins at once, and asks a third login to wait', async () => {
    const { signIn, begin, send } = await openBusyDoor();
    const [ada, bob, cyd] = [await signIn('ada'), await signIn('bob'), await signIn('cyd')];
    const running = [await begin(ada), await begin(bob)];
    const reply = await send(cyd);
    expect([reply.status, messageOf(reply)]).toEqual([429, OTHERS]);
    // Other pages do not wait.
    expect((await ada.get(PANEL)).status).toBe(200);
    for (const { end } of running) end();
    for (const { reply: done } of running) expect((await done).status).toBe(200);
    const later = await begin(cyd);
    later.end();
    expect((await later.reply).status).toBe(200);
  });

  it('does not begin with a body that is too large, of another type or compressed', async () => {
    const { signIn, begin, send, door } = await openBusyDoor();
    const ada = await signIn('ada');
    const path = `${API}/actions/import`;
    expect((await send(ada, 'x'.repeat(2_001))).status).toBe(413);
    const chunked = { ...csv, 'transfer-encoding': 'chunked' };
    expect((await ada.post(path, 'x'.repeat(2_001), chunked)).status).toBe(413);
    const json = { 'content-type': 'application/json' };
    expect((await ada.post(path, '{}', json)).status).toBe(415);
    expect((await ada.post(path, 'x', { ...csv, 'content-encoding': 'gzip' })).status).toBe(415);
    expect(door.reached).toEqual([]);
    const next = await begin(ada);
    next.end();
    expect((await next.reply).status).toBe(200);
  });
});

/** One end of a connection, as Express has it. */
function openExchange(announced?: number) {
  const headers: Record<string, string | undefined> = {
    'content-type': 'text/csv',
    'content-length': announced?.toString(),
  };
  const body = new PassThrough();
  const request = Object.assign(body, { get: (name: string) => headers[name] });
  const response = Object.assign(new EventEmitter(), {
    set: () => undefined,
    destroyed: false,
    writableFinished: false,
  });
  return {
    body,
    request: request as unknown as Request,
    response: response as unknown as Response,
    answer: () => {
      Object.assign(response, { writableFinished: true, destroyed: true });
      response.emit('close');
    },
    breakOff: () => {
      body.emit('aborted');
      Object.assign(response, { destroyed: true });
      response.emit('close');
    },
  };
}

describe('a place for an upload', () => {
  const openPlaces = () => {
    const places = new UploadPlaces();
    return (exchange: ReturnType<typeof openExchange>, login = 'ada') =>
      places.receive(login, exchange.request, exchange.response, 100);
  };
  const sent = (announced?: number) => {
    const exchange = openExchange(announced);
    exchange.body.write('a,');
    exchange.body.end('b\n');
    return exchange;
  };
  const textOf = (upload: Upload) => upload.during((bytes) => Promise.resolve(bytes.toString()));
  const throttled = { code: 'throttled' };

  it.each([4, undefined])('holds a body with an announced length of %s', async (announced) => {
    const receive = openPlaces();
    expect(await textOf(await receive(sent(announced)))).toBe('a,b\n');
  });

  it('is free again when the connection breaks off with half of the body', async () => {
    const receive = openPlaces();
    const broken = openExchange(4);
    const received = receive(broken);
    broken.body.write('a,');
    await expect(receive(sent())).rejects.toMatchObject(throttled);
    broken.breakOff();
    await expect(received).rejects.toMatchObject({ code: 'invalid' });
    expect(await textOf(await receive(sent()))).toBe('a,b\n');
  });

  it('is not taken by a connection that was closed before', async () => {
    const receive = openPlaces();
    const closed = openExchange(4);
    closed.breakOff();
    await expect(receive(closed)).rejects.toMatchObject({ code: 'invalid' });
    expect((await receive(sent())).signal.aborted).toBe(false);
  });

  it('stays taken by work that continues after the client has left', async () => {
    const receive = openPlaces();
    const exchange = sent();
    const upload = await receive(exchange);
    let end: () => void = () => undefined;
    const work = upload.during(() => new Promise<void>((resolve) => (end = resolve)));
    exchange.breakOff();
    expect(upload.signal.aborted).toBe(true);
    await expect(receive(sent())).rejects.toMatchObject(throttled);
    end();
    await work;
    expect(await textOf(await receive(sent()))).toBe('a,b\n');
  });

  it('is free again when the client leaves before the work begins', async () => {
    const receive = openPlaces();
    const exchange = sent();
    const upload = await receive(exchange);
    exchange.breakOff();
    await expect(textOf(upload)).rejects.toBe(upload.signal.reason);
    expect(await textOf(await receive(sent()))).toBe('a,b\n');
  });

  it.each([
    ['succeeds', () => Promise.resolve('done')],
    ['fails', () => Promise.reject(new Error('no'))],
  ])(
    'is free for others after work that %s, and for its login after the answer',
    async (_how, work) => {
      const receive = openPlaces();
      const exchange = sent();
      const upload = await receive(exchange);
      await Promise.allSettled([upload.during(work)]);
      await receive(sent(), 'bob');
      const cyd = sent();
      await receive(cyd, 'cyd');
      await expect(receive(sent(), 'dee')).rejects.toMatchObject(throttled);
      cyd.answer();
      await expect(receive(sent())).rejects.toMatchObject(throttled);
      exchange.answer();
      expect(upload.signal.aborted).toBe(false);
      expect(await textOf(await receive(sent()))).toBe('a,b\n');
    },
  );
});
