import { eq, sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { users } from '../../db/schema/book.js';
import { requireRole, type Actor, type Role } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';

/** Reads logins, for administrators. */

export interface UserRow {
  id: string;
  username: string;
  email: string;
  role: Role;
  status: 'active' | 'inactive' | 'suspended';
  agentId: string | null;
  customerId: string | null;
  lastLogin: string | null;
  hasSecondFactor: boolean;
}

/**
 * Lists logins by name.
 * @throws DomainError `forbidden` unless the actor is an administrator
 */
export async function listUsers(
  context: Context,
  actor: Actor,
  { role }: { role?: Role | undefined } = {},
): Promise<UserRow[]> {
  requireRole(actor, ['admin'], message('accounts.listing_logins'));
  const rows = await context.db
    .select(userColumns)
    .from(users)
    .where(role === undefined ? undefined : eq(users.role, role))
    .orderBy(users.username)
    .all();
  return rows.map(toUserRow);
}

/**
 * Finds the login with this username, email or id.
 * @throws DomainError `not_found`
 */
export async function findUser(context: Context, name: string): Promise<UserRow> {
  const row = await context.db
    .select(userColumns)
    .from(users)
    .where(
      sql`${users.username} = ${name} OR ${users.email} = ${name.toLowerCase()} OR ${users.id} = ${name}`,
    )
    .orderBy(sql`${users.username} = ${name} DESC`)
    .get();
  if (!row) throw new DomainError('not_found', message('accounts.no_login_named', { name }));
  return toUserRow(row);
}

/** Returns true when an administrator could sign in: false on a new book. */
export async function hasActiveAdministrator(context: Context): Promise<boolean> {
  return (await context.db.$count(users, activeAdministrators())) > 0;
}

const userColumns = {
  id: users.id,
  username: users.username,
  email: users.email,
  role: users.role,
  status: users.status,
  agentId: users.agentId,
  customerId: users.customerId,
  lastLogin: users.lastLogin,
  totpEnabledAt: users.totpEnabledAt,
};

function toUserRow({
  totpEnabledAt,
  ...row
}: Omit<UserRow, 'hasSecondFactor'> & { totpEnabledAt: string | null }): UserRow {
  return { ...row, hasSecondFactor: totpEnabledAt !== null };
}

/**
 * Reads one login.
 * @throws DomainError `not_found`
 */
export async function readUser(context: Context, userId: string): Promise<UserRow> {
  const row = await context.db.select(userColumns).from(users).where(eq(users.id, userId)).get();
  if (!row) throw new DomainError('not_found', message('accounts.no_login'), { recordId: userId });
  return toUserRow(row);
}

/** Returns the condition on `users` for active administrators. */
export function activeAdministrators(): SQL {
  return sql`${users.role} = 'admin' AND ${users.status} = 'active'`;
}
