import type { Router } from 'express';
import { describe, expect, it } from 'vitest';
import { accountRoutes } from '../../../src/http/account/account-routes.js';
import { noticeRoutes } from '../../../src/http/account/notice-routes.js';
import { signInRoutes } from '../../../src/http/account/sign-in-routes.js';
import { stepUpRoutes } from '../../../src/http/account/step-up-routes.js';
import type { Role } from '../../../src/domain/actor.js';
import {
  createTransaction,
  processTransactions,
} from '../../../src/services/transactions/transactions.js';
import { settleWagers } from '../../../src/services/wagers/wagers.js';
import { openBookOf, PASSWORD } from '../../helpers/books/logins.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { embedded } from '../../helpers/engines/engines.js';
import { openPanels } from '../../helpers/panels/driver.js';
import { declarations } from './handouts.js';
import {
  needsOfActions,
  needsOfPages,
  needsOfRoutes,
  type Need,
  type NeedRows,
} from './step-up-needs.js';

/** Every POST needs a step-up or has a reason not to, so that a new route cannot forget. */

const roles: readonly Role[] = ['admin', 'agent', 'customer'];

/** A book where every cent and every row is above the settings, and a session without a step-up. */
async function openStolen() {
  const book = await openBookOf(embedded, {
    agents: ['north', 'south'],
    customers: { ann: 'north' },
    logins: { ada: 'admin', gus: { agent: 'north' } },
    sql: [
      'UPDATE customers SET betting_limit = 100000',
      `CREATE TABLE handouts (id TEXT PRIMARY KEY, agent_id TEXT NOT NULL REFERENCES agents (id),
        name TEXT NOT NULL, scan BLOB, draft BLOB)`,
      `INSERT INTO handouts (id, agent_id, name) VALUES ('h1', 'north', 'a handout')`,
    ],
    env: { STEP_UP_ABOVE: '0', STEP_UP_ROWS: '0' },
  });
  const server = await openPanels(book.context, declarations);
  const person = await server.signIn('ada', PASSWORD, 'en', { stepsUp: false });
  return { ...book, server, person };
}

async function needRows({ context, actor, rows }: Awaited<ReturnType<typeof openStolen>>) {
  const [activeWager = '', settledWager = ''] = await placeMany(context, actor, ['ann'], 2);
  const [pendingWager = ''] = await placeMany(context, actor, ['ann'], 1, 'pending');
  const ids = [settledWager];
  await settleWagers(context, actor, { operationId: context.newId(), ids, result: 'win' });
  const deposit = async () => {
    const operationId = context.newId();
    const form = { operationId, customerId: 'ann', type: 'deposit', amount: '20' } as const;
    return (await createTransaction(context, actor, form)).done[0]?.id ?? '';
  };
  const [pendingDeposit, completedDeposit] = [await deposit(), await deposit()];
  const operationId = context.newId();
  await processTransactions(context, actor, { operationId, ids: [completedDeposit] });
  const [login] = await rows(`SELECT id FROM users WHERE username = 'gus'`);
  return {
    ...{ activeWager, settledWager, pendingWager, pendingDeposit, completedDeposit },
    ...{ handout: 'h1', login: String(login?.['id']), operationId: context.newId },
  } satisfies NeedRows;
}

/** Paths of the POST routes of a router. */
function postsOf(router: Router, base: string): string[] {
  return router.stack.flatMap(({ route }) => {
    const methods = route?.stack.map(({ method }) => method) ?? [];
    return route && methods.includes('post') ? [`${base}${route.path}`.replace(/\/$/, '')] : [];
  });
}

describe('the step-up of every POST', () => {
  it('is asked for, or has a reason not to be, on each route and on no other', async () => {
    const { server, context } = await openStolen();
    const posts = (kind: 'actions' | 'pages') =>
      roles.flatMap((role) => {
        const { resources, pages } = server.panels.routes(role);
        if (kind === 'pages') {
          return [...pages].flatMap(([name, methods]) => (methods.includes('POST') ? [name] : []));
        }
        return [...resources].flatMap(([table, actions]) =>
          [...actions].flatMap(([name, { methods }]) =>
            methods.includes('POST') && name !== 'views' ? [`${table}.${name}`] : [],
          ),
        );
      });
    const sorted = (names: Iterable<string>) => [...new Set(names)].sort();
    expect(sorted(posts('actions'))).toEqual(sorted(Object.keys(needsOfActions)));
    expect(sorted(posts('pages'))).toEqual(sorted(Object.keys(needsOfPages)));
    const own = [
      ...postsOf(signInRoutes(context), '/admin'),
      ...postsOf(accountRoutes(context), '/admin/account'),
      ...postsOf(stepUpRoutes(context), '/admin/api/step-up'),
      ...postsOf(noticeRoutes(context), '/admin/api/notices'),
    ];
    expect(sorted(own)).toEqual(sorted(Object.keys(needsOfRoutes)));
  });

  it('is asked for by each route that needs one, which changes nothing', async () => {
    const book = await openStolen();
    const rows = await needRows(book);
    const before = await moneyOf(book);
    const answers: Record<string, unknown> = {};
    const needs: [string, Need][] = Object.entries({ ...needsOfActions, ...needsOfRoutes });
    for (const [route, need] of needs) {
      if (!('asks' in need)) continue;
      const { status, json, text } = await need.asks(book.person, rows);
      const isAsked = json.stepUp !== undefined || text.includes('type="password"');
      answers[route] = status === 403 && isAsked ? 'asked' : `${status} ${text.slice(0, 300)}`;
    }
    expect(answers).toEqual(
      Object.fromEntries(Object.keys(answers).map((route) => [route, 'asked'])),
    );
    expect(await moneyOf(book)).toEqual(before);
  });
});

async function moneyOf({ rows }: Awaited<ReturnType<typeof openStolen>>): Promise<unknown[]> {
  return [
    await rows('SELECT id, agent_id, balance, betting_limit FROM customers'),
    await rows('SELECT id, status, result FROM wagers ORDER BY id'),
    await rows('SELECT id, status FROM transactions ORDER BY id'),
    await rows('SELECT id, username, role, status FROM users ORDER BY id'),
    await rows('SELECT id FROM handouts'),
    await rows('SELECT id, commission_rate FROM agents ORDER BY id'),
  ];
}
