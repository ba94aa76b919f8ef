import { expect, it } from 'vitest';
import { findSession, hashSessionId } from '../../../src/services/accounts/session-lookup.js';
import {
  endSession,
  endSessions,
  endSessionsOf,
  listSessions,
  purgeSessions,
  saveSession,
  touchSession,
} from '../../../src/services/accounts/sessions.js';
import { openBook, type Book } from '../../helpers/books/logins.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

const open = (book: Book, id: string, userId: string) =>
  saveSession(book.context, id, {
    userId,
    flags: {},
    address: '192.0.2.1',
    userAgent: 'Firefox/130',
  });

describeOnEngines('sessions', (engine) => {
  it('stores a session under a hash and reads the login’s current state', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    await open(book, 'cookie-value', ada.userId);
    const stored = await book.rows('SELECT * FROM sessions');
    expect(JSON.stringify(stored)).not.toContain('cookie-value');
    expect(stored[0]).toMatchObject({ id_hash: hashSessionId('cookie-value'), data: '{}' });
    const found = await findSession(book.context, 'cookie-value');
    expect(found?.account).toMatchObject({ username: 'ada', status: 'active', role: 'admin' });
    await book.rows(`UPDATE users SET must_change_password = 1 RETURNING id`);
    expect((await findSession(book.context, 'cookie-value'))?.account).toMatchObject({
      mustChangePassword: true,
    });
    expect(await findSession(book.context, hashSessionId('cookie-value'))).toBeUndefined();
  });

  it('ends an idle session, and keeps one that is used', async () => {
    const book = await openBook(engine, { SESSION_IDLE_MINUTES: '30' });
    const ada = await book.user('ada');
    await open(book, 'one', ada.userId);
    book.clock.advance({ minutes: 29 });
    const found = await findSession(book.context, 'one');
    await touchSession(book.context, 'one', found?.lastSeenAt ?? '');
    book.clock.advance({ minutes: 29 });
    expect(await findSession(book.context, 'one')).toBeDefined();
    book.clock.advance({ minutes: 1 });
    expect(await findSession(book.context, 'one')).toBeUndefined();
  });

  it('ends every session some hours after sign-in, even one in use', async () => {
    const book = await openBook(engine, { SESSION_HOURS: '2' });
    const ada = await book.user('ada');
    await open(book, 'one', ada.userId);
    for (let minutes = 0; minutes < 119; minutes += 7) {
      const found = await findSession(book.context, 'one');
      await touchSession(book.context, 'one', found?.lastSeenAt ?? '');
      book.clock.advance({ minutes: 7 });
    }
    expect(await findSession(book.context, 'one')).toBeDefined();
    book.clock.advance({ minutes: 2 });
    expect(await findSession(book.context, 'one')).toBeUndefined();
    await purgeSessions(book.context);
    expect(await book.rows('SELECT id_hash FROM sessions')).toEqual([]);
  });

  it('writes the last use of a session at most once a minute', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    await open(book, 'one', ada.userId);
    const seen = async () => (await findSession(book.context, 'one'))?.lastSeenAt ?? '';
    const first = await seen();
    book.clock.advance({ seconds: 59 });
    await touchSession(book.context, 'one', first);
    expect(await seen()).toBe(first);
    book.clock.advance({ seconds: 1 });
    await touchSession(book.context, 'one', first);
    expect(await seen()).toBe('2026-03-02 12:01:00');
  });

  it('lets users list and end their own sessions, and administrators those of others', async () => {
    const book = await openBook(engine);
    const admin = await book.user('grace');
    const agnes = await book.user('agnes', 'agent', { agentId: await book.agent('a1') });
    await open(book, 'admin-1', admin.userId);
    for (const id of ['agnes-1', 'agnes-2', 'agnes-3']) await open(book, id, agnes.userId);
    const own = await listSessions(book.context, agnes, { userId: agnes.userId });
    expect(own).toHaveLength(3);
    expect(own[0]).toMatchObject({ username: 'agnes', userAgent: 'Firefox/130' });
    const forbidden = [
      listSessions(book.context, agnes),
      listSessions(book.context, agnes, { userId: admin.userId }),
      endSessionsOf(book.context, agnes, admin.userId),
    ];
    for (const result of await Promise.allSettled(forbidden)) {
      expect(result).toMatchObject({ reason: { code: 'forbidden' } });
    }
    await expect(
      endSessions(book.context, agnes, [hashSessionId('agnes-1'), hashSessionId('admin-1')]),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await listSessions(book.context, admin)).toHaveLength(4);
    expect(await endSessions(book.context, agnes, [hashSessionId('agnes-1')])).toBe(1);
    expect(await endSessionsOf(book.context, agnes, agnes.userId, { except: 'agnes-2' })).toBe(1);
    expect(await endSessions(book.context, admin, [hashSessionId('agnes-2'), 'unknown'])).toBe(1);
    expect(await listSessions(book.context, admin)).toMatchObject([{ username: 'grace' }]);
    const audit = await book.rows(
      `SELECT actor_user_id, record_id, "after" FROM audit_log WHERE action = 'session.ended' ORDER BY seq`,
    );
    expect(audit.map((row) => row['actor_user_id'])).toEqual([
      agnes.userId,
      agnes.userId,
      admin.userId,
    ]);
  });

  it('never revives a session that has ended', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    await open(book, 'one', ada.userId);
    await endSession(book.context, 'one');
    await touchSession(book.context, 'one', '2026-03-02 11:00:00');
    expect(await findSession(book.context, 'one')).toBeUndefined();
  });
});
