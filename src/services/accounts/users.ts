import { eq, sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { guard } from '../../db/batch.js';
import { toTimestamp } from '../../db/ids.js';
import { users } from '../../db/schema/book.js';
import { requireRole, type Actor, type Role } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { auditWrite } from '../audit.js';
import { commitPermitted } from '../step-up/permit.js';
import { ownLoginProblem } from './actors.js';
import { checkEmail, checkScope, checkUsername } from './input.js';
import { hashNewPassword, isDemoPassword } from '../passwords/passwords.js';
import { activeAdministrators, readUser, type UserRow } from './reads.js';
import { endSessionsWrite } from './sessions.js';

/**
 * Administrators make, change and deactivate logins. reads.ts reads them, change-password.ts has their
 * passwords.
 */

export interface NewUser {
  username: string;
  email: string;
  password: string;
  role: Role;
  /** The agent of an agent login. */
  agentId?: string | null | undefined;
  /** The customer of a customer login. */
  customerId?: string | null | undefined;
  /** False only when the login's own user typed the password. */
  mustChangePassword?: boolean | undefined;
}

/**
 * Makes a login and returns its id.
 * @throws DomainError `invalid` with its field, `forbidden`; ConstraintError `unique`
 */
export async function createUser(context: Context, actor: Actor, input: NewUser): Promise<string> {
  requireRole(actor, ['admin'], message('accounts.creating_logins'));
  const username = checkUsername(input.username);
  const email = checkEmail(input.email);
  const scope = await checkScope(context, input.role, input.agentId, input.customerId);
  const passwordHash = await hashNewPassword(context, input.password, { username, email });
  const id = context.newId();
  const now = toTimestamp(context.clock.now());
  const values = { username, email, role: input.role, status: 'active' as const, ...scope };
  await commitPermitted(context, actor, { always: true }, [
    context.db.insert(users).values({
      id,
      ...values,
      passwordHash,
      mustChangePassword: input.mustChangePassword ?? true,
      passwordChangedAt: now,
      createdAt: now,
      updatedAt: now,
    }),
    auditWrite(context, actor, {
      action: 'user.created',
      tableName: 'users',
      recordId: id,
      after: {
        username,
        email,
        role: input.role,
        agent_id: scope.agentId,
        customer_id: scope.customerId,
      },
    }),
  ]);
  return id;
}

export interface UserChanges {
  username?: string | undefined;
  email?: string | undefined;
  role?: Role | undefined;
  status?: UserRow['status'] | undefined;
  agentId?: string | null | undefined;
  customerId?: string | null | undefined;
}

/**
 * Changes a login and returns the changed columns; without a difference it writes nothing. Another
 * role, scope or status ends its sessions.
 * @throws DomainError `invalid` with its field, `not_found`, `forbidden`, `conflict` for the last
 * active administrator; GuardError when another writer changed it at the same moment
 */
export async function updateUser(
  context: Context,
  actor: Actor,
  userId: string,
  changes: UserChanges,
): Promise<string[]> {
  requireRole(actor, ['admin'], message('accounts.changing_logins'));
  const problem = ownLoginProblem(userId);
  if (problem !== null) throw new DomainError('forbidden', problem);
  const before = await readUser(context, userId);
  const role = changes.role ?? before.role;
  const given = <T>(value: T | undefined, old: T): T => (value === undefined ? old : value);
  const status = changes.status ?? before.status;
  const scope =
    changes.role === undefined && changes.agentId === undefined && changes.customerId === undefined
      ? { agentId: before.agentId, customerId: before.customerId }
      : await checkScope(
          context,
          role,
          role === 'agent' ? given(changes.agentId, before.agentId) : changes.agentId,
          role === 'customer' ? given(changes.customerId, before.customerId) : changes.customerId,
        );
  const after = {
    username: changes.username === undefined ? before.username : checkUsername(changes.username),
    email: changes.email === undefined ? before.email : checkEmail(changes.email),
    role,
    status,
    agent_id: scope.agentId,
    customer_id: scope.customerId,
  };
  const old: typeof after = {
    username: before.username,
    email: before.email,
    role: before.role,
    status: before.status,
    agent_id: before.agentId,
    customer_id: before.customerId,
  };
  const columns = (Object.keys(after) as (keyof typeof after)[]).filter(
    (column) => after[column] !== old[column],
  );
  if (columns.length === 0) return [];
  if (before.role === 'admin' && before.status === 'active') {
    if (role !== 'admin' || status !== 'active') await refuseLastAdministrator(context, userId);
  }
  if (columns.includes('status') && status === 'active') await refuseDemoPassword(context, before);
  const changed = (values: typeof after) =>
    Object.fromEntries(columns.map((column) => [column, values[column]]));
  const ends = columns.some((column) => column !== 'username' && column !== 'email');
  await commitPermitted(context, actor, { always: true }, [
    guard('user', sql`SELECT ${sameAs(old)} FROM users WHERE id = ${userId}`),
    sql`UPDATE users SET username = ${after.username}, email = ${after.email}, role = ${after.role},
      status = ${after.status}, agent_id = ${after.agent_id}, customer_id = ${after.customer_id},
      updated_at = ${toTimestamp(context.clock.now())} WHERE id = ${userId}`,
    ...(ends ? [endSessionsWrite(userId)] : []),
    auditWrite(context, actor, {
      action: columns.includes('role') ? 'user.role_changed' : 'user.updated',
      tableName: 'users',
      recordId: userId,
      before: changed(old),
      after: changed(after),
    }),
  ]);
  return columns;
}

/**
 * Ends a login's access at once; `activateUser` gives it back.
 * @throws as `updateUser`
 */
export async function deactivateUser(
  context: Context,
  actor: Actor,
  userId: string,
  status: 'inactive' | 'suspended' = 'inactive',
): Promise<void> {
  await updateUser(context, actor, userId, { status });
}

/**
 * Gives a login its access back.
 * @throws as `updateUser`; DomainError `conflict` in production for the published demo password
 */
export async function activateUser(context: Context, actor: Actor, userId: string): Promise<void> {
  await updateUser(context, actor, userId, { status: 'active' });
}

/** Refuses earlier than the trigger that guards the same, with a message that names the way out. */
async function refuseLastAdministrator(context: Context, userId: string): Promise<void> {
  const others = await context.db.$count(
    users,
    sql`${activeAdministrators()} AND ${users.id} != ${userId}`,
  );
  if (others > 0) return;
  throw new DomainError('conflict', message('accounts.last_administrator'), {
    field: 'role',
    hint: message('accounts.name_another_administrator'),
  });
}

/** Refuses a login with which production would not start again (demo-book/production.ts). */
async function refuseDemoPassword(context: Context, { id }: UserRow): Promise<void> {
  if (!context.config.production) return;
  const [login] = await context.db
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, id));
  if (login === undefined || !(await isDemoPassword(login.passwordHash))) return;
  throw new DomainError('conflict', message('accounts.demo_password'), {
    field: 'status',
    hint: message('accounts.set_another_password'),
  });
}

function sameAs(values: Record<string, string | null>): SQL {
  const conditions = Object.entries(values).map(
    ([column, value]) => sql`${sql.identifier(column)} IS ${value}`,
  );
  return sql.join(conditions, sql` AND `);
}
