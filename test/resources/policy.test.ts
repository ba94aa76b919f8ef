import { expect, it } from 'vitest';
import { resources } from '../../resources/index.js';
import { createPanels } from '../../src/admin/panels/panels.js';
import type { Role } from '../../src/domain/actor.js';
import { openBook } from '../helpers/books/book.js';
import { describeOnSqlite } from '../helpers/engines/engines.js';
import { stubAssets } from '../helpers/panels/driver.js';
import { sharedWorld } from '../helpers/run/shared-world.js';

/** Every role's actions on every table: the product's own table, written out. */

const bulk = (...verbs: string[]) => verbs.flatMap((verb) => [`${verb}Many`, `${verb}All`]);
const reading = ['list', 'show', 'export'];

const policy: Record<string, Partial<Record<Role, string[]>>> = {
  users: {
    admin: [
      ...reading,
      'search',
      'edit',
      'createLogin',
      'setPassword',
      'unlock',
      'endSessions',
      'removeSecondFactor',
    ],
    agent: ['show'],
    customer: ['show'],
  },
  agents: {
    admin: [...reading, 'search', 'new', 'edit', 'editChosen', 'editAll'],
    agent: ['show'],
  },
  customers: {
    admin: [
      ...[...reading, 'search', 'new', 'edit', 'import', 'adjust', 'statement'],
      ...['editChosen', 'editAll'],
    ],
    agent: [...reading, 'search', 'new', 'edit', 'import', 'statement'],
    customer: ['show', 'search', 'statement'],
  },
  wagers: {
    admin: [
      ...[...reading, 'search', 'place'],
      ...['accept', 'settle', 'void', 'cancel', 'regrade', 'reopen'],
      ...bulk('accept', 'settle', 'void', 'cancel', 'regrade', 'reopen'),
    ],
    agent: [...reading, 'search', 'place', 'accept', 'cancel'],
    customer: [...reading, 'search', 'place'],
  },
  transactions: {
    admin: [
      ...[...reading, 'search', 'createNew', 'process', 'fail', 'cancel', 'reverse'],
      ...bulk('process', 'fail', 'cancel'),
    ],
    agent: [...reading, 'search', 'createNew'],
    customer: [...reading, 'search', 'createNew', 'cancel'],
  },
  limit_rules: {
    admin: [...reading, 'search', 'new', 'edit', 'import'],
    agent: [...reading, 'search'],
  },
  activities: { admin: [...reading, 'search'], agent: reading, customer: reading },
};

/** Book-wide figures, history and the project's own tables: administrators only, and read only. */
const adminOnly = [
  ...['kpi_metrics', 'weekly_stats', 'audit_log', 'gradings', 'sessions', 'bulk_runs'],
];

/** Tables without a panel. */
const closed = [
  ...[
    'login_attempts',
    'value_refusals',
    'recovery_codes',
    'operations',
    'guards',
    'migrations',
    'data_keys',
  ],
  ...['balance_marker', 'period_states', 'commission_rates', 'bulk_run_items'],
  ...['saved_views', 'list_columns', 'known_devices', 'account_notices', 'open_stakes'],
];

/** Columns that no form of any role writes. */
const neverWritten: Record<string, string[]> = {
  users: ['password_hash', 'totp_secret', 'must_change_password', 'last_login'],
  agents: ['total_volume', 'customer_count', 'credit_used', 'credit_free'],
  customers: ['balance', 'version', 'phone_index', 'last_activity'],
  limit_rules: ['id', 'created_at', 'updated_at'],
};

describeOnSqlite('policy of the resource files', (engine) => {
  const shared = sharedWorld(async () => {
    const { context } = await openBook(engine);
    return createPanels(context, resources, { assets: stubAssets });
  });

  it('each role has the actions of the product’s table, and no others', () => {
    const panels = shared();
    for (const role of ['admin', 'agent', 'customer'] as const) {
      const routes = panels.routes(role).resources;
      const found = Object.fromEntries(
        [...routes]
          .filter(([id]) => id in policy)
          .map(([id, actions]) => [id, [...actions.keys()].sort()]),
      );
      const expected = Object.fromEntries(
        Object.entries(policy).flatMap(([id, { [role]: actions }]) =>
          actions
            ? [[id, [...actions, ...(actions.includes('list') ? ['views'] : [])].sort()]]
            : [],
        ),
      );
      expect(found, role).toEqual(expected);
      const others = [...routes.keys()].filter((id) => !(id in policy));
      if (role === 'admin') expect(others).toEqual(expect.arrayContaining(adminOnly));
      else expect(others).toEqual([]);
      for (const id of closed) expect(routes.has(id), `${role} ${id}`).toBe(false);
    }
  });

  it('no form writes money, history, scope or secrets', () => {
    const panels = shared();
    for (const role of ['admin', 'agent', 'customer'] as const) {
      for (const [table, { access }] of panels.resources(role)) {
        const written = [...access.create, ...access.edit];
        const closedColumns = neverWritten[table] ?? [];
        expect(
          written.filter((name) => closedColumns.includes(name)),
          table,
        ).toEqual([]);
        if (!(table in neverWritten)) expect(written, table).toEqual([]);
      }
    }
    const agent = panels.resources('agent').get('customers')?.access;
    const written = ['betting_limit', 'email', 'name', 'phone'];
    expect([...(agent?.edit ?? [])].sort()).toEqual(written);
    expect([...(agent?.create ?? [])].sort()).toEqual(written);
    expect([...(agent?.initial ?? [])]).toEqual([['betting_limit', 0]]);
    for (const role of ['admin', 'agent', 'customer'] as const) {
      for (const [table, { access }] of panels.resources(role)) {
        const open = role === 'admin' && ['agents', 'customers'].includes(table) ? ['status'] : [];
        expect([...access.bulkEdit], `${table} for ${role}`).toEqual(open);
      }
    }
  });

  it('routes are open for reading by GET, and for changing by POST', () => {
    const panels = shared();
    const reads = [
      ...['list', 'show', 'export', 'search', 'statement', 'explain', 'result', 'refused'],
    ];
    for (const role of ['admin', 'agent', 'customer'] as const) {
      for (const [id, actions] of panels.routes(role).resources) {
        for (const [name, { methods }] of actions) {
          expect(methods, `${id}.${name}`).toEqual(
            reads.includes(name) ? ['GET'] : ['GET', 'POST'],
          );
        }
      }
    }
  });
});
