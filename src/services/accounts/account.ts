import { eq, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { agents, customers, users } from '../../db/schema/book.js';
import type { Actor, Role } from '../../domain/actor.js';
import { message, type Message } from '../../messages/message.js';

/** A login with the facts that decide on its access now. */

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

/** Columns of an account, for a query that joins agents and customers to users. */
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

/** Turns a row of `accountColumns` into an account. */
export function toAccount(
  row: Omit<Account, 'hasSecondFactor'> & { totpEnabledAt: string | null },
): Account {
  const { totpEnabledAt, ...account } = row;
  return { ...account, hasSecondFactor: totpEnabledAt !== null };
}

/**
 * Returns the reason why this login may not use the product now, or null. A suspended customer still
 * sees its own records; the money services refuse its wagers and withdrawals.
 */
export function accessProblem(
  account: Pick<Account, 'role' | 'status' | 'agentId' | 'agentStatus' | 'customerId'>,
): Message | null {
  if (account.status !== 'active') {
    return message('accounts.login_is', { status: `login.${account.status}` });
  }
  switch (account.role) {
    case 'admin':
      return null;
    case 'agent':
      if (account.agentId === null || account.agentStatus === null) {
        return message('accounts.login_without_agent');
      }
      return account.agentStatus === 'active'
        ? null
        : message('accounts.agent_of_login_is', { status: `agent.${account.agentStatus}` });
    case 'customer':
      return account.customerId === null ? message('accounts.login_without_customer') : null;
  }
}

/** Returns true when the configuration requires a second factor that this login does not have. */
export function needsSecondFactor(context: Context, account: Account): boolean {
  return context.config.requireSecondFactor.includes(account.role) && !account.hasSecondFactor;
}

/** Reads the account that meets a condition on `users`. */
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

/** Turns an account into the actor of a request or command. */
export function toActor(
  account: Account,
  origin: Pick<Actor, 'requestId' | 'address' | 'userAgent'>,
): Actor {
  return {
    userId: account.userId,
    username: account.username,
    role: account.role,
    agentId: account.agentId,
    customerId: account.customerId,
    ...origin,
  };
}
