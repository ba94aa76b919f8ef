import { expect, it } from 'vitest';
import { DomainError } from '../../../src/errors.js';
import { acceptPassword } from '../../../src/services/accounts/login.js';
import { endSessionsOf } from '../../../src/services/accounts/sessions.js';
import {
  changeOwnPassword,
  confirmPassword,
} from '../../../src/services/accounts/change-password.js';
import {
  ADDRESS_DAYS,
  DEVICE_DAYS,
  MOST_DEVICES,
  purgeDevices,
  recognize,
} from '../../../src/services/sign-in/devices.js';
import { THROTTLE, ThrottledError } from '../../../src/services/sign-in/throttle.js';
import { openBook, PASSWORD, type Book } from '../../helpers/books/logins.js';
import { describeOnEngines, describeOnSqlite } from '../../helpers/engines/engines.js';

/** Guesses of one name within a day by all who never signed in to it: see the decision record. */
const GUESSES_OF_STRANGERS = 61;

const HOME = '192.0.2.7';
const strangerAt = (index: number) => `198.51.100.${index}`;

interface From {
  address?: string;
  device?: string | undefined;
}

/** Signs in and returns the new device cookie, or the code of the refusal. */
async function tryLogin(book: Book, login: string, password: string, from: From = {}) {
  try {
    const accepted = await acceptPassword(
      book.context,
      { address: HOME, ...from },
      { login, password },
    );
    return accepted.secondFactor ? 'second factor' : accepted.device;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code;
  }
}

/** Fails from as many addresses as the strangers' limit has room for. */
async function exhaust(book: Book, login: string): Promise<void> {
  for (let index = 0; index < THROTTLE.strangers.free; index += 1) {
    const from = { address: strangerAt(index) };
    expect(await tryLogin(book, login, 'wrong', from)).toBe('unauthenticated');
  }
  expect(await tryLogin(book, login, 'wrong', { address: strangerAt(200) })).toBe('throttled');
}

describeOnEngines('failures of strangers', (engine) => {
  it('make strangers wait from every address, and neither a known device nor a known address', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    const device = await tryLogin(book, 'ada', PASSWORD);
    await exhaust(book, 'ada');
    expect(await tryLogin(book, 'ada', PASSWORD, { address: strangerAt(201) })).toBe('throttled');
    expect(await tryLogin(book, 'ada', PASSWORD)).toMatch(/^[\w-]{43}$/);
    const abroad = await tryLogin(book, 'ada', PASSWORD, { address: strangerAt(202), device });
    expect(abroad).toMatch(/^[\w-]{43}$/);
    expect(abroad).not.toBe(device);
  });

  it('share one count among racing attempts from many addresses', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        tryLogin(book, 'ada', `guess ${index}`, { address: strangerAt(index) }),
      ),
    );
    const guesses = outcomes.filter((outcome) => outcome === 'unauthenticated');
    expect(guesses.length).toBeLessThanOrEqual(THROTTLE.strangers.free);
    expect(guesses.length).toBeGreaterThan(0);
  });
});

describeOnEngines('a known device', (engine) => {
  it('has a counter of its own, so that a stolen cookie does not guess without end', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    const device = await tryLogin(book, 'ada', PASSWORD);
    const thief = { address: strangerAt(1), device };
    for (let index = 0; index < THROTTLE.source.free; index += 1) {
      expect(await tryLogin(book, 'ada', 'wrong', thief)).toBe('unauthenticated');
    }
    expect(await tryLogin(book, 'ada', PASSWORD, thief)).toBe('throttled');
    // From another address it is the same device.
    expect(await tryLogin(book, 'ada', PASSWORD, { ...thief, address: strangerAt(2) })).toBe(
      'throttled',
    );
    // It counted for nobody else.
    expect(await tryLogin(book, 'ada', PASSWORD)).toMatch(/^[\w-]{43}$/);
  });

  it('counts racing attempts as one source', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    const device = await tryLogin(book, 'ada', PASSWORD);
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        tryLogin(book, 'ada', `guess ${index}`, { address: strangerAt(index), device }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'unauthenticated').length).toBeLessThanOrEqual(
      THROTTLE.source.free,
    );
  });

  it('has a new cookie after each sign-in, for all logins of the browser', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    const eve = await book.user('eve');
    const first = await tryLogin(book, 'ada', PASSWORD);
    const second = await tryLogin(book, 'eve', PASSWORD, { device: first });
    const knows = (userId: string, device: string) =>
      recognize(book.context, userId, { address: strangerAt(9), device });
    expect(await knows(ada.userId, first)).toBeNull();
    expect(await knows(ada.userId, second)).toBe('device');
    expect(await knows(eve.userId, second)).toBe('device');
    expect(JSON.stringify(await book.rows('SELECT * FROM known_devices'))).not.toContain(second);
  });

  it('is nobody’s device to another login', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    await book.user('eve');
    const device = await tryLogin(book, 'eve', PASSWORD, { address: strangerAt(1) });
    await exhaust(book, 'ada');
    expect(await tryLogin(book, 'ada', PASSWORD, { address: strangerAt(1), device })).toBe(
      'throttled',
    );
  });

  it('counts as a new one once its login shuts others out', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    const here = await tryLogin(book, 'ada', PASSWORD);
    const there = await tryLogin(book, 'ada', PASSWORD, { address: strangerAt(1) });
    const knows = (device: string) =>
      recognize(book.context, ada.userId, { address: strangerAt(9), device });
    await endSessionsOf(book.context, ada, ada.userId, { exceptDevice: here });
    expect([await knows(here), await knows(there)]).toEqual(['device', null]);
    await changeOwnPassword(book.context, ada, {
      current: PASSWORD,
      password: 'nine loud herons',
      keepDevice: here,
    });
    expect(await knows(here)).toBe('device');
    await endSessionsOf(book.context, book.actor, ada.userId);
    expect(await knows(here)).toBeNull();
  });
});

describeOnSqlite('the memory of devices and addresses', (engine) => {
  it('allow a bounded number of guesses a day, from however many addresses', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    const ends = book.clock.now().getTime() + 24 * 60 * 60_000;
    let guesses = 0;
    for (let index = 0; book.clock.now().getTime() < ends; index += 1) {
      const from = { address: `203.0.113.${index % 250}` };
      try {
        await acceptPassword(book.context, from, { login: 'ada', password: 'wrong' });
      } catch (error) {
        if (error instanceof ThrottledError) book.clock.advance({ minutes: error.waitMinutes });
        else guesses += 1;
      }
    }
    // 10 at once, then after 1, 2, 4, 8 and 16 minutes, then one each half hour.
    expect(guesses).toBe(GUESSES_OF_STRANGERS);
  });

  it('forgets an address before a device, and both after a time', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    const device = await tryLogin(book, 'ada', PASSWORD);
    const seen = () => recognize(book.context, ada.userId, { address: HOME });
    const known = () => recognize(book.context, ada.userId, { address: strangerAt(1), device });
    expect([await seen(), await known()]).toEqual(['address', 'device']);
    book.clock.advance({ minutes: ADDRESS_DAYS * 24 * 60 + 1 });
    expect([await seen(), await known()]).toEqual([null, 'device']);
    await purgeDevices(book.context);
    expect(await book.rows('SELECT id FROM known_devices')).toHaveLength(1);
    book.clock.advance({ minutes: (DEVICE_DAYS - ADDRESS_DAYS) * 24 * 60 });
    expect(await known()).toBeNull();
    await purgeDevices(book.context);
    expect(await book.rows('SELECT id FROM known_devices')).toEqual([]);
  });

  it('keeps the latest devices of a login only', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    for (let index = 0; index < MOST_DEVICES + 3; index += 1) {
      await tryLogin(book, 'ada', PASSWORD, { address: strangerAt(index) });
      book.clock.advance({ seconds: 1 });
    }
    const kept = await book.rows('SELECT network FROM known_devices ORDER BY last_used_at');
    expect(kept).toHaveLength(MOST_DEVICES);
    expect(kept[0]).toEqual({ network: strangerAt(3) });
  });

  it('never takes an address for known that is not one', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    const address = "1' OR 1=1";
    await tryLogin(book, 'ada', PASSWORD, { address });
    expect(await recognize(book.context, ada.userId, { address })).toBeNull();
    expect(await book.rows('SELECT network FROM known_devices')).toEqual([{ network: null }]);
  });

  it('does not block a signed-in browser that types its password again', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    await exhaust(book, 'ada');
    await confirmPassword(book.context, ada, PASSWORD);
    for (let index = 0; index < THROTTLE.source.free; index += 1) {
      await expect(confirmPassword(book.context, ada, 'wrong')).rejects.toMatchObject({
        code: 'invalid',
      });
    }
    await expect(confirmPassword(book.context, ada, PASSWORD)).rejects.toMatchObject({
      code: 'throttled',
    });
  });
});
