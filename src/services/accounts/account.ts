import { eq, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { agents, customers, users } from '../../db/schema/book.js';
import type { Actor, Role } from '../../domain/actor.js';

/** A login with everything that decides whether it may do something now. */

type Status = 'active' | 'inactive' | 'suspended';

export interface Account {
  userId: string;
  username: string;
  email: string;
  role: Role;
  status: Status;
  agentId: string | null;
  agentStatus: Status | null;
  customerId: string | null;
  customerStatus: Status | null;
  mustChangePassword: boolean;
  hasSecondFactor: boolean;
}

/** The columns of an account, for a query that joins agents and customers to users. */
export const accountColumns = {
  userId: users.id,
  username: users.username,
  email: users.email,
  role: users.role,
  status: users.status,
  agentId: users.agentId,
  agentStatus: agents.status,
  customerId: users.customerId,
  customerStatus: customers.status,
  mustChangePassword: users.mustChangePassword,
  totpEnabledAt: users.totpEnabledAt,
};

/** A row of `accountColumns` as an account. */
export function toAccount(
  row: Omit<Account, 'hasSecondFactor'> & { totpEnabledAt: string | null },
): Account {
  const { totpEnabledAt, ...account } = row;
  return { ...account, hasSecondFactor: totpEnabledAt !== null };
}

/**
 * Why this login may not use the product now, or null. A suspended customer still sees its own
 * records; what it may not do any more (place, withdraw) the money services refuse.
 */
export function accessProblem(
  account: Pick<Account, 'role' | 'status' | 'agentId' | 'agentStatus' | 'customerId'>,
): string | null {
  if (account.status !== 'active') return `this login is ${account.status}`;
  switch (account.role) {
    case 'admin':
      return null;
    case 'agent':
      if (account.agentId === null || account.agentStatus === null) {
        return 'this login belongs to no agent';
      }
      return account.agentStatus === 'active'
        ? null
        : `this login’s agent is ${account.agentStatus}`;
    case 'customer':
      return account.customerId === null ? 'this login belongs to no customer' : null;
  }
}

/** Whether the set-up asks this login for a second factor that it does not have yet. */
export function needsSecondFactor(context: Context, account: Account): boolean {
  return (
    context.config.requireAdminSecondFactor && account.role === 'admin' && !account.hasSecondFactor
  );
}

export async function findAccount(context: Context, where: SQL): Promise<Account | undefined> {
  const row = await context.db
    .select(accountColumns)
    .from(users)
    .leftJoin(agents, eq(agents.id, users.agentId))
    .leftJoin(customers, eq(customers.id, users.customerId))
    .where(where)
    .get();
  return row && toAccount(row);
}

/** Who acts, for the services. */
export function toActor(account: Account, origin: Pick<Actor, 'requestId' | 'address'>): Actor {
  return {
    userId: account.userId,
    username: account.username,
    role: account.role,
    agentId: account.agentId,
    customerId: account.customerId,
    ...origin,
  };
}
