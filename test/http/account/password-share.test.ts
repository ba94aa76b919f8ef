import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { commitBatch, rows } from '../../../src/db/batch.js';
import { passwordShareOf } from '../../../src/services/passwords/password-share.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { openFrontDoor, PANEL, type FrontDoor } from '../../helpers/http/front-door.js';
import { PASSWORD } from '../../helpers/books/logins.js';

/** Sign-ins and passwords beyond the share of their address, login or process. */

const PROXY = { TRUST_PROXY: 'loopback' };
const from = (address: string) => ({ 'x-forwarded-for': address });
const HOLDER = 'address 192.0.2.7';

/** Holds the place of an address and fills its line; returns a function that frees all. */
async function fillLine({ context }: FrontDoor, holder = HOLDER): Promise<() => void> {
  const { share } = passwordShareOf(context);
  const gone = new AbortController();
  const release = await share.take(holder);
  const line = Array.from({ length: 8 }, () => share.take(holder, gone.signal));
  for (const place of line) place.catch(() => undefined);
  return () => {
    gone.abort(new Error('the line is not needed any more'));
    release();
  };
}

async function attemptsIn({ context }: FrontDoor): Promise<number> {
  const [[row]] = await commitBatch(context.database, [
    rows<{ count: number }>(sql`SELECT count(*) AS count FROM login_attempts`),
  ]);
  return row?.count ?? 0;
}

describeOnEngines('the share of passwords', (engine) => {
  it('refuses a sign-in with a time, keeps the typed name and counts no failure', async () => {
    const door = await openFrontDoor(engine, PROXY);
    await door.user('ada');
    const free = await fillLine(door);
    const browser = door.browser(from('192.0.2.7'));
    const reply = await browser.signIn('ada');
    expect([reply.status, reply.headers['retry-after']]).toEqual([429, '10']);
    expect(reply.text).toContain(
      'The server is still checking other passwords from here; try again in 10 seconds',
    );
    expect(reply.text).toContain('value="ada"');
    const spanish = door.browser({ ...from('192.0.2.7'), 'accept-language': 'es' });
    expect((await spanish.signIn('ada')).text).toContain(
      'El servidor todavía está comprobando otras contraseñas enviadas desde aquí; inténtelo de nuevo en 10 segundos',
    );
    expect(await attemptsIn(door)).toBe(0);
    free();
    expect((await browser.signIn('ada')).status).toBe(303);
    expect((await browser.get(PANEL)).status).toBe(200);
  });

  it('holds up no other address, and lets those that signed in before go first', async () => {
    const door = await openFrontDoor(engine, PROXY);
    await door.user('ada');
    const known = door.browser(from('198.51.100.1'));
    expect((await known.signIn('ada')).status).toBe(303);
    const { share, known: addresses } = passwordShareOf(door.context);
    expect([...addresses]).toEqual(['address 198.51.100.1']);
    // Strangers with many addresses take all places and wait for more.
    const places = [];
    for (let count = 0; count < 4; count += 1) places.push(share.take(`stranger ${count}`));
    const served: string[] = [];
    const strangers = Array.from({ length: 20 }, async (_, count) => {
      const release = await share.take(`later ${count}`);
      served.push('stranger');
      release();
    });
    const again = door.browser(from('198.51.100.1'));
    const reply = again.signIn('ada').then(({ status }) => served.push(`known ${status}`));
    await expect.poll(() => share.waitingOf('address 198.51.100.1')).toBe(1);
    for (const place of places) (await place)();
    await Promise.all([reply, ...strangers]);
    expect(served).toContain('known 303');
    expect(share.waitingOf('address 198.51.100.1')).toBe(0);
  });

  it('refuses a change of the password on its own page, and counts no failure', async () => {
    const door = await openFrontDoor(engine);
    const { userId } = await door.user('ada');
    const browser = door.browser();
    await browser.signIn('ada');
    const before = await attemptsIn(door);
    const free = await fillLine(door, `login ${userId}`);
    const form = { current: PASSWORD, password: 'nine brave lemurs', again: 'nine brave lemurs' };
    const reply = await browser.post('/admin/account/password', form);
    expect([reply.status, reply.headers['retry-after']]).toEqual([429, '10']);
    expect(reply.text).toContain('still checking other passwords from here');
    expect(await attemptsIn(door)).toBe(before);
    free();
    expect((await browser.post('/admin/account/password', form)).status).toBe(303);
  });
});
