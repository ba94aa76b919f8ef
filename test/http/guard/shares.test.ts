import type { Request, Response } from 'express';
import http from 'node:http';
import { describe, expect, it } from 'vitest';
import { embedded } from '../../helpers/engines/engines.js';
import { openFrontDoor, type Browser } from '../../helpers/http/front-door.js';
import { API, json } from './guard-probes.js';

/** Work that takes long, by one login and by the process: beyond the share, a 429 with a time. */

/** Lets a request stay unanswered at the end of its test. */
function endsWithTest<T>(reply: Promise<T>): Promise<T> {
  reply.catch(() => undefined);
  return reply;
}

/** Opens panels whose answers come when the test says so. */
async function openBusyDoor() {
  const begun: { request: Request; response: Response; next: (error: unknown) => void }[] = [];
  const waiting: (() => void)[] = [];
  const door = await openFrontDoor(embedded, {}, (request, response, next) => {
    begun.push({ request, response, next });
    waiting.shift()?.();
  });
  /** Sends a request and waits until its work has begun. */
  const begin = async <T>(send: () => Promise<T>) => {
    const begins = new Promise<void>((resolve) => waiting.push(resolve));
    const reply = endsWithTest(send());
    await begins;
    const work = begun.at(-1);
    if (!work) throw new Error('nothing has begun');
    return { reply, ...work, answer: () => void work.response.json({ done: true }) };
  };
  return {
    door,
    begun,
    begin,
    signIn: async (name: string) => {
      await door.user(name);
      const browser = door.browser();
      await browser.signIn(name);
      return browser;
    },
  };
}

const EXPORT = `${API}/actions/export?format=csv`;

/** A form that is parsed while nothing else of its login is. */
const largeForm = JSON.stringify({ note: 'x'.repeat(70_000) });

interface Case {
  title: string;
  send: (browser: Browser) => Promise<{ status: number }>;
  /** Requests of one login that begin, and that wait. */
  each: number;
  waiting: number;
  seconds: string;
  said: string;
  dicho: string;
}

const cases: Case[] = [
  {
    title: 'exports',
    send: (browser) => browser.get(EXPORT),
    ...{ each: 2, waiting: 0, seconds: '10' },
    said: 'two exports of this login are running; wait until one has ended, or cancel its download; try again in 10 seconds',
    dicho:
      'este usuario tiene dos exportaciones en curso; espere a que termine una o cancele su descarga; inténtelo de nuevo en 10 segundos',
  },
  {
    title: 'previews of bulk actions',
    send: (browser) => browser.post(`${API}/actions/settleAll`, '{}', json),
    ...{ each: 1, waiting: 2, seconds: '10' },
    said: 'the server is still reading the rows of another bulk action of this login; try again in 10 seconds',
    dicho:
      'el servidor todavía está leyendo las filas de otra acción masiva de este usuario; inténtelo de nuevo en 10 segundos',
  },
  {
    title: 'large forms',
    send: (browser) => browser.post(`${API}/actions/new`, largeForm, json),
    ...{ each: 1, waiting: 4, seconds: '5' },
    said: 'the server is still reading other large forms of this login; try again in 5 seconds',
    dicho:
      'el servidor todavía está leyendo otros formularios grandes de este usuario; inténtelo de nuevo en 5 segundos',
  },
];

describe.each(cases)('the share of a login in $title', (of) => {
  it('ends in a 429 with a time and a way out, and holds nobody else up', async () => {
    const { door, begin, begun, signIn } = await openBusyDoor();
    const [ada, bob] = [await signIn('ada'), await signIn('bob')];
    const running = [];
    for (let count = 0; count < of.each; count += 1) running.push(await begin(() => of.send(ada)));
    const all = of.waiting + 1;
    // Whoever comes last is refused; the others wait.
    let refuse: (reply: { status: number }) => void = () => undefined;
    const refused = new Promise<{ status: number }>((resolve) => (refuse = resolve));
    const later = Array.from({ length: all }, () => of.send(ada));
    for (const reply of later) void reply.then(refuse);
    expect(await refused).toMatchObject({
      status: 429,
      headers: { 'retry-after': of.seconds },
    });
    expect(await refused).toMatchObject({ text: expect.stringContaining(of.said) as string });
    expect(begun).toHaveLength(of.each);
    const other = await begin(() => of.send(bob));
    other.answer();
    expect(await other.reply).toMatchObject({ status: 200 });
    for (const { answer } of running) answer();
    // The waiting ones begin as places are freed.
    for (let count = of.each + 1; count < of.each + of.waiting + 1; count += 1) {
      await expect.poll(() => begun.length).toBeGreaterThan(count);
      begun[count]?.response.json({ done: true });
    }
    const statuses = (await Promise.all(later)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([...Array<number>(of.waiting).fill(200), 429]);
    const again = await begin(() => of.send(ada));
    again.answer();
    expect(await again.reply).toMatchObject({ status: 200 });
    expect(door.reached).toHaveLength(of.each + of.waiting + 2);
  });

  it('says so in Spanish', async () => {
    const { door, begin, signIn } = await openBusyDoor();
    await signIn('ada');
    const ada = door.browser({ 'accept-language': 'es' });
    await ada.signIn('ada');
    for (let count = 0; count < of.each; count += 1) await begin(() => of.send(ada));
    const first = await Promise.race(
      Array.from({ length: of.waiting + 1 }, () => endsWithTest(of.send(ada))),
    );
    expect(first).toMatchObject({ status: 429 });
    expect(
      (JSON.parse((first as unknown as { text: string }).text) as { message: string }).message,
    ).toBe(of.dicho);
  });
});

describe('a place of a share', () => {
  it('is free again after work that fails', async () => {
    const { begin, signIn } = await openBusyDoor();
    const ada = await signIn('ada');
    await begin(() => ada.get(EXPORT));
    const failed = await begin(() => ada.get(EXPORT));
    expect((await ada.get(EXPORT)).status).toBe(429);
    failed.next(Object.assign(new Error('not here'), { name: 'NotFoundError' }));
    expect((await failed.reply).status).toBe(404);
    const next = await begin(() => ada.get(EXPORT));
    next.answer();
    expect((await next.reply).status).toBe(200);
  });

  it('stays taken after its client left until the work has ended', async () => {
    const { door, begin, signIn } = await openBusyDoor();
    const ada = await signIn('ada');
    const cookie = [...ada.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    await begin(() => ada.get(EXPORT));
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const broken = http.get({ port: door.port, path: EXPORT, headers, agent: false });
    broken.on('error', () => undefined);
    const left = await begin(() => Promise.resolve());
    const closed = new Promise((resolve) => left.response.once('close', resolve));
    broken.destroy();
    await closed;
    expect((await ada.get(EXPORT)).status).toBe(429);
    left.answer();
    const next = await begin(() => ada.get(EXPORT));
    next.answer();
    expect((await next.reply).status).toBe(200);
  });

  it('is no other one than that of the login’s other sessions', async () => {
    const { door, begin, signIn } = await openBusyDoor();
    const ada = await signIn('ada');
    const elsewhere = door.browser();
    await elsewhere.signIn('ada');
    await begin(() => ada.get(EXPORT));
    await begin(() => elsewhere.get(EXPORT));
    expect((await elsewhere.get(EXPORT)).status).toBe(429);
    // The count of rows for the form of an export needs none.
    const form = await begin(() => ada.get(`${API}/actions/export`));
    form.answer();
    expect((await form.reply).status).toBe(200);
  });

  it('is refused to a seventh login while the process has none', async () => {
    const { begin, signIn } = await openBusyDoor();
    for (const name of ['ada', 'bob', 'cyd']) {
      const browser = await signIn(name);
      await begin(() => browser.get(EXPORT));
      await begin(() => browser.get(EXPORT));
    }
    const dee = await signIn('dee');
    const reply = await dee.get(EXPORT);
    expect([reply.status, reply.text]).toEqual([
      429,
      expect.stringContaining(
        'the server is writing the exports of other logins; try again in 10 seconds',
      ),
    ]);
  });
});
