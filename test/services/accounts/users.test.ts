import { expect, it } from 'vitest';
import { SYSTEM_USER_ID } from '../../../src/services/accounts/actors.js';
import { setPassword } from '../../../src/services/accounts/change-password.js';
import {
  findUser,
  hasActiveAdministrator,
  listUsers,
} from '../../../src/services/accounts/reads.js';
import {
  activateUser,
  createUser,
  deactivateUser,
  updateUser,
} from '../../../src/services/accounts/users.js';
import { openBook, PASSWORD } from '../../helpers/books/logins.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { countSessions, openSession } from './open-sessions.js';

const newUser = (more: object = {}) => ({
  username: 'grace',
  email: 'Grace@Example.test',
  password: PASSWORD,
  role: 'admin' as const,
  ...more,
});

describeOnSqlite('logins', (engine) => {
  const untouched = sharedWorld(() => openBook(engine));

  it('creates a login with a hashed password, a lower-case email and an audit row', async () => {
    const book = await openBook(engine);
    expect(await hasActiveAdministrator(book.context)).toBe(false);
    const id = await createUser(book.context, book.actor, newUser());
    const [row] = await book.rows('SELECT * FROM users WHERE id = ?', id);
    expect(row).toMatchObject({
      username: 'grace',
      email: 'grace@example.test',
      role: 'admin',
      status: 'active',
      must_change_password: 1,
    });
    expect(row?.['password_hash']).toMatch(/^\$2b\$04\$/);
    const [audit] = await book.rows(`SELECT * FROM audit_log WHERE record_id = ?`, id);
    expect(audit).toMatchObject({ action: 'user.created', actor_user_id: SYSTEM_USER_ID });
    expect(JSON.stringify(audit)).not.toMatch(/otters|\$2b/);
    expect(await hasActiveAdministrator(book.context)).toBe(true);
  });

  it.each([
    ['username', { username: 'a' }],
    ['username', { username: 'has space' }],
    ['username', { username: 'at@sign' }],
    ['email', { email: 'no at sign' }],
    ['email', { email: `${'x'.repeat(260)}@example.test` }],
    ['password', { password: 'short' }],
    ['agent_id', { role: 'agent' as const }],
    ['agent_id', { role: 'agent' as const, agentId: 'nobody' }],
    ['agent_id', { agentId: 'a1' }],
    ['customer_id', { role: 'customer' as const }],
    ['customer_id', { role: 'customer' as const, customerId: 'nobody' }],
    ['customer_id', { customerId: 'c1' }],
  ])('names the field %s when it refuses %j', async (field, more) => {
    const book = untouched();
    const failure = createUser(book.context, book.actor, newUser(more));
    await expect(failure).rejects.toMatchObject({ code: 'invalid', field });
    expect(await book.rows(`SELECT id FROM users WHERE username != 'system'`)).toEqual([]);
  });

  it('refuses a second login with the same username, email or customer', async () => {
    const book = await openBook(engine);
    await book.customer('c1', await book.agent('a1'));
    await book.user('grace', 'customer', { customerId: 'c1' });
    for (const [field, more] of [
      ['username', { email: 'other@example.test' }],
      ['email', { username: 'other', email: 'grace@example.test' }],
      [
        'customer_id',
        { username: 'other', email: 'o@example.test', role: 'customer', customerId: 'c1' },
      ],
    ] as const) {
      await expect(createUser(book.context, book.actor, newUser(more))).rejects.toMatchObject({
        code: 'constraint',
        kind: 'unique',
        field,
      });
    }
  });

  it('lets administrators alone create, change, list and reset logins', async () => {
    const book = await openBook(engine);
    const agent = await book.user('agnes', 'agent', { agentId: await book.agent('a1') });
    const other = await book.user('grace');
    const attempts = [
      createUser(book.context, agent, newUser({ username: 'eve', email: 'eve@example.test' })),
      updateUser(book.context, agent, agent.userId, { role: 'admin', agentId: null }),
      deactivateUser(book.context, agent, other.userId),
      setPassword(book.context, agent, { userId: other.userId, password: 'eleven loud geese' }),
      listUsers(book.context, agent),
    ];
    for (const result of await Promise.allSettled(attempts)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } });
    }
    expect((await listUsers(book.context, book.actor)).map(({ username }) => username)).toEqual([
      'agnes',
      'grace',
      'system',
    ]);
  });

  it('ends the sessions of a login when its role, scope or status changes, but not its email', async () => {
    const book = await openBook(engine);
    const agentId = await book.agent('a1');
    const { userId } = await book.user('agnes', 'agent', { agentId });
    await openSession(book, userId, 'one');
    expect(
      await updateUser(book.context, book.actor, userId, { email: 'new@example.test' }),
    ).toEqual(['email']);
    expect(await countSessions(book, userId)).toBe(1);
    await updateUser(book.context, book.actor, userId, { role: 'admin' });
    expect(await countSessions(book, userId)).toBe(0);
    expect(await findUser(book.context, 'agnes')).toMatchObject({ role: 'admin', agentId: null });
    await openSession(book, userId, 'two');
    await book.user('grace');
    await deactivateUser(book.context, book.actor, userId, 'suspended');
    expect(await countSessions(book, userId)).toBe(0);
    await activateUser(book.context, book.actor, userId);
    const audit = await book.rows(
      'SELECT action, "before", "after" FROM audit_log WHERE record_id = ? ORDER BY seq',
      userId,
    );
    expect(audit.slice(1)).toEqual([
      {
        action: 'user.updated',
        before: '{"email":"agnes@example.test"}',
        after: '{"email":"new@example.test"}',
      },
      {
        action: 'user.role_changed',
        before: '{"role":"agent","agent_id":"a1"}',
        after: '{"role":"admin","agent_id":null}',
      },
      { action: 'user.updated', before: '{"status":"active"}', after: '{"status":"suspended"}' },
      { action: 'user.updated', before: '{"status":"suspended"}', after: '{"status":"active"}' },
    ]);
  });

  it('writes nothing when nothing has changed', async () => {
    const book = await openBook(engine);
    const { userId } = await book.user('grace');
    const before = await book.rows('SELECT * FROM audit_log');
    expect(await updateUser(book.context, book.actor, userId, { username: 'grace' })).toEqual([]);
    expect(await book.rows('SELECT * FROM audit_log')).toEqual(before);
  });

  it('keeps one active administrator, also when two deactivate each other', async () => {
    const book = await openBook(engine);
    const agentId = await book.agent('a1');
    const last = await book.user('grace');
    for (const changes of [
      { status: 'inactive' },
      { status: 'suspended' },
      { role: 'agent', agentId },
    ] as const) {
      await expect(updateUser(book.context, last, last.userId, changes)).rejects.toMatchObject({
        code: 'conflict',
        message: 'this is the last active administrator',
      });
    }
    // One administrator stays when two deactivate each other at the same moment.
    const other = await book.user('ada');
    const results = await Promise.allSettled([
      deactivateUser(book.context, last, other.userId),
      deactivateUser(book.context, other, last.userId),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await hasActiveAdministrator(book.context)).toBe(true);
  });

  it('refuses to change the book’s own login', async () => {
    const book = await openBook(engine);
    const admin = await book.user('grace');
    await expect(activateUser(book.context, admin, SYSTEM_USER_ID)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      setPassword(book.context, admin, { userId: SYSTEM_USER_ID, password: 'eleven loud geese' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});
