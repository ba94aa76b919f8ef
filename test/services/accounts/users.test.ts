import { expect, it } from 'vitest';
import { DomainError } from '../../../src/errors.js';
import { SYSTEM_USER_ID } from '../../../src/services/accounts/actors.js';
import { changeOwnPassword, setPassword } from '../../../src/services/accounts/change-password.js';
import { DEMO_PASSWORD } from '../../../src/services/accounts/demo-password.js';
import { hashDemoPassword } from '../../../src/services/accounts/passwords.js';
import {
  findUser,
  hasActiveAdministrator,
  listUsers,
} from '../../../src/services/accounts/reads.js';
import { saveSession } from '../../../src/services/accounts/sessions.js';
import {
  activateUser,
  createUser,
  deactivateUser,
  updateUser,
} from '../../../src/services/accounts/users.js';
import { openBook, PASSWORD, type Book } from '../../helpers/books/logins.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

const newUser = (more: object = {}) => ({
  username: 'grace',
  email: 'Grace@Example.test',
  password: PASSWORD,
  role: 'admin' as const,
  ...more,
});

async function openSession(book: Book, userId: string, id: string): Promise<void> {
  const session = { userId, flags: {}, address: '192.0.2.1', userAgent: null };
  await saveSession(book.context, id, session);
}

const countSessions = async (book: Book, userId: string) =>
  (await book.rows('SELECT id_hash FROM sessions WHERE user_id = ?', userId)).length;

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

describeOnSqlite('passwords', (engine) => {
  it('must be changed after an administrator sets them, which ends every session', async () => {
    const book = await openBook(engine);
    const admin = await book.user('grace');
    const { userId } = await book.user('ada');
    await openSession(book, userId, 'one');
    await setPassword(book.context, admin, { userId, password: 'eleven loud geese' });
    expect(await countSessions(book, userId)).toBe(0);
    const [row] = await book.rows('SELECT must_change_password FROM users WHERE id = ?', userId);
    expect(row).toEqual({ must_change_password: 1 });
    const audit = await book.rows(
      `SELECT action, actor_user_id, "after" FROM audit_log WHERE action = 'user.password_set'`,
    );
    expect(audit).toEqual([
      { action: 'user.password_set', actor_user_id: admin.userId, after: null },
    ]);
    await expect(
      setPassword(book.context, admin, { userId: admin.userId, password: 'eleven loud geese' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('cannot be the demo book’s in production, where a login that has it stays inactive', async () => {
    const book = await openBook(engine, { NODE_ENV: 'production' });
    const admin = await book.user('grace');
    const { userId } = await book.user('ada');
    const published = setPassword(book.context, admin, { userId, password: DEMO_PASSWORD });
    await expect(published).rejects.toMatchObject({ code: 'invalid', field: 'password' });

    await deactivateUser(book.context, admin, userId);
    const hash = await hashDemoPassword(book.context);
    await book.rows('UPDATE users SET password_hash = ? WHERE id = ?', hash, userId);
    const again = updateUser(book.context, admin, userId, { status: 'active' });
    await expect(again).rejects.toMatchObject({ code: 'conflict', field: 'status' });
    await setPassword(book.context, admin, { userId, password: 'eleven loud geese' });
    await activateUser(book.context, admin, userId);
    expect(await findUser(book.context, 'ada')).toMatchObject({ status: 'active' });
  });

  it('need the current password to be changed, which ends the other sessions', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    await openSession(book, ada.userId, 'here');
    await openSession(book, ada.userId, 'elsewhere');
    await changeOwnPassword(book.context, ada, {
      current: PASSWORD,
      password: 'eleven loud geese',
      keepSession: 'here',
    });
    expect(await countSessions(book, ada.userId)).toBe(1);
    const failures = [
      [{ current: PASSWORD, password: 'twelve slow snails' }, 'current'],
      [{ current: 'eleven loud geese', password: 'eleven loud geese' }, 'password'],
      [{ current: 'eleven loud geese', password: 'short' }, 'password'],
    ] as const;
    for (const [input, field] of failures) {
      await expect(changeOwnPassword(book.context, ada, input)).rejects.toMatchObject({
        code: 'invalid',
        field,
      });
    }
  });

  it('cannot be guessed through the form that changes them', async () => {
    const book = await openBook(engine);
    const ada = await book.user('ada');
    const codes: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      const input = { current: `wrong guess number ${index}`, password: 'eleven loud geese' };
      const error: unknown = await changeOwnPassword(book.context, ada, input).catch(
        (reason: unknown) => reason,
      );
      codes.push(error instanceof DomainError ? error.code : 'none');
    }
    expect(codes).toEqual([...Array<string>(5).fill('invalid'), 'throttled', 'throttled']);
  });
});
