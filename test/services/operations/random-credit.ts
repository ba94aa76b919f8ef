import { ValidationError, type ActionContext } from 'adminjs';
import fc from 'fast-check';
import { expect } from 'vitest';
import { resources } from '../../../resources/index.js';
import { createPanels } from '../../../src/admin/panels/panels.js';
import { callOfActor } from '../../../src/admin/request/user.js';
import type { ScopedResource } from '../../../src/admin/rows/scoped-resource.js';
import type { Context } from '../../../src/context.js';
import type { Actor, Role } from '../../../src/domain/actor.js';
import { formatCents } from '../../../src/domain/money.js';
import * as transactions from '../../../src/services/transactions/transactions.js';
import { query } from '../../helpers/books/book.js';
import { stubAssets } from '../../helpers/panels/driver.js';
import { requireRefusal } from './random-refusals.js';

/**
 * Credit and requests in random play: administrators set credit, agents raise limits and make
 * customers, several at once; customers request in bursts and take requests back.
 */

/** The limit of a new customer, or the change of a limit with `LOWERED` added. */
const cents = fc.integer({ min: 0, max: 300_000 });
const LOWERED = 100_000;
const customer = fc.nat(2);

/** Commands as plain data. */
export const creditCommand = fc.oneof(
  fc.record({
    do: fc.constant('credit' as const),
    customer,
    cents: fc.option(fc.integer({ min: 0, max: 3_000_000 }), { freq: 8 }),
  }),
  fc.record({
    do: fc.constant('limits' as const),
    customer,
    by: fc.constantFrom('agent' as const, 'agent' as const, 'agent' as const, 'admin' as const),
    limits: fc.array(fc.record({ isNew: fc.boolean(), cents }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    do: fc.constant('burst' as const),
    customer,
    type: fc.constantFrom('deposit' as const, 'withdrawal' as const),
    cents: fc.integer({ min: 1, max: 3000 }),
    size: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({ do: fc.constant('takeBack' as const), customer, index: fc.nat(30) }),
);

export type CreditCommand =
  typeof creditCommand extends fc.Arbitrary<infer Command> ? Command : never;

/** Least counts of successes in 200 sequences. */
export const creditFloors = {
  setCredit: 40,
  raised: 10,
  made: 25,
  refusedCredit: 15,
  burst: 150,
  refusedBurst: 30,
  takeBack: 15,
};

export interface CreditWorld {
  context: Context;
  admin: Actor;
  customers: { id: string; agentId: string; login: Actor; agentLogin: Actor }[];
  panel: (role: Role, table: string) => ScopedResource;
}

/** Builds the panels, in whose forms limits are set. */
export async function openPanel(context: Context): Promise<CreditWorld['panel']> {
  const panels = await createPanels(context, resources, { assets: stubAssets });
  return (role, table) => {
    const resource = panels.resources(role).get(table);
    if (!resource) throw new Error(`${role} has no ${table}`);
    return resource;
  };
}

let emails = 0;

/** Plays one command, and checks the bounds that it had to keep. */
export async function playCredit(
  world: CreditWorld,
  command: CreditCommand,
  count: (name: keyof typeof creditFloors) => void,
): Promise<void> {
  const { context, admin, panel } = world;
  const own = world.customers[command.customer];
  if (!own) throw new Error('no such customer');
  switch (command.do) {
    case 'credit': {
      const [before] = await query<{ credit_limit: number | null }>(
        context,
        'SELECT credit_limit FROM agents WHERE id = ?',
        own.agentId,
      );
      const opened = before?.credit_limit ?? null;
      await edit(panel('admin', 'agents'), admin, own.agentId, {
        credit_limit: [
          opened === null ? '' : String(opened),
          command.cents === null ? '' : formatCents(command.cents),
        ],
      });
      count('setCredit');
      return;
    }
    case 'limits': {
      const actor = command.by === 'agent' ? own.agentLogin : admin;
      await Promise.all(
        command.limits.map(async ({ isNew, cents: limit }) => {
          const isDone = await (isNew
            ? makeCustomer(world, actor, own.agentId, limit)
            : setLimit(world, actor, own.id, limit));
          if (command.by === 'agent') {
            if (isDone === 'refused') count('refusedCredit');
            else if (isDone === 'raised') count(isNew ? 'made' : 'raised');
          }
          if (isDone === 'raised' && command.by === 'agent') await expectWithinCredit(context, own);
        }),
      );
      return;
    }
    case 'burst': {
      const { type, cents: amount } = command;
      const answers = await Promise.all(
        Array.from({ length: command.size }, (_, index) =>
          transactions
            .createTransaction(context, index % 2 ? own.agentLogin : own.login, {
              operationId: context.newId(),
              ...{ customerId: own.id, type, amount: amount / 100 },
            })
            .catch(requireRefusal),
        ),
      );
      for (const answer of answers) count(answer === undefined ? 'refusedBurst' : 'burst');
      if (answers.some((answer) => answer !== undefined)) await expectBounds(context, own.id, type);
      return;
    }
    case 'takeBack': {
      const pending = await query<{ id: string }>(
        context,
        `SELECT id FROM transactions WHERE customer_id = ? AND status = 'pending' ORDER BY id`,
        own.id,
      );
      const id = pending[command.index % Math.max(1, pending.length)]?.id ?? 'none';
      const order = { operationId: context.newId(), ids: [id] };
      const done = await transactions
        .cancelTransactions(context, own.login, order)
        .catch(requireRefusal);
      if (done) count('takeBack');
    }
  }
}

type Set = 'raised' | 'kept' | 'refused';

async function makeCustomer(
  { panel }: CreditWorld,
  actor: Actor,
  agentId: string,
  limit: number,
): Promise<Set> {
  const made = await panel(actor.role, 'customers')
    .create(
      {
        ...{
          name: 'Made',
          email: `made${(emails += 1)}@x.test`,
          betting_limit: formatCents(limit),
        },
        ...(actor.role === 'admin' ? { agent_id: agentId } : {}),
      },
      callOfActor(actor),
    )
    .catch(requireLimitRefusal);
  return made === undefined ? 'refused' : limit > 0 ? 'raised' : 'kept';
}

async function setLimit(
  { context, panel }: CreditWorld,
  actor: Actor,
  id: string,
  change: number,
): Promise<Set> {
  const [row] = await query<{ betting_limit: number }>(
    context,
    'SELECT betting_limit FROM customers WHERE id = ?',
    id,
  );
  const before = Math.round((row?.betting_limit ?? 0) * 100);
  const limit = Math.max(0, before + change - LOWERED);
  const done = await edit(panel(actor.role, 'customers'), actor, id, {
    betting_limit: [String(row?.betting_limit), formatCents(limit)],
  });
  if (done === undefined) return 'refused';
  return limit > before ? 'raised' : 'kept';
}

function edit(
  resource: ScopedResource,
  actor: Actor,
  id: string,
  changes: Record<string, [before: string, after: string]>,
): Promise<{ changed: string[] } | undefined> {
  const params = Object.entries(changes).flatMap(([path, [before, after]]) => [
    [path, after],
    [`__original.${path}`, before],
  ]);
  const call: ActionContext = callOfActor(actor);
  return resource
    .update(id, Object.fromEntries(params) as Record<string, unknown>, call)
    .catch(requireLimitRefusal);
}

/** Accepts a refusal beside the field of the limit, and a conflict with an edit at the same time. */
function requireLimitRefusal(error: unknown): undefined {
  if (!(error instanceof ValidationError)) throw error;
  expect(Object.keys(error.propertyErrors)).toEqual(['betting_limit']);
}

/** Adds the limits up by hand: what an agent raised fits its credit. */
async function expectWithinCredit(context: Context, { agentId }: { agentId: string }) {
  const rows = await query<{ limits: number; credit: number | null }>(
    context,
    `SELECT betting_limit AS limits, credit_limit AS credit FROM customers
     JOIN agents ON agents.id = agent_id WHERE agent_id = ?`,
    agentId,
  );
  const sum = rows.reduce((total, { limits }) => total + Math.round(limits * 100), 0);
  expect(sum).toBeLessThanOrEqual(Math.round((rows[0]?.credit ?? 0) * 100));
}

async function expectBounds(context: Context, customerId: string, type: string): Promise<void> {
  const rows = await query<{ amount: number; balance: number; description: string | null }>(
    context,
    `SELECT amount, balance FROM transactions t JOIN customers c ON c.id = t.customer_id
     WHERE t.customer_id = ? AND t.status = 'pending' AND t.type = ?`,
    customerId,
    type,
  );
  expect(rows.length).toBeLessThanOrEqual(10);
  if (type === 'deposit') return;
  const sum = rows.reduce((total, { amount }) => total + Math.round(amount * 100), 0);
  expect(sum).toBeLessThanOrEqual(Math.round((rows[0]?.balance ?? 0) * 100));
}
