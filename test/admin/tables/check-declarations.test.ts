import { expect, it } from 'vitest';
import { resources } from '../../../resources/index.js';
import {
  defineResource,
  type ResourceDeclaration,
} from '../../../src/admin/declaration/resource.js';
import { createPanels } from '../../../src/admin/panels/panels.js';
import type { Context } from '../../../src/context.js';
import { ProblemsError } from '../../../src/errors.js';
import { verbatim } from '../../../src/messages/message.js';
import { openBook } from '../../helpers/books/book.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { said } from '../../helpers/messages/said.js';
import { stubAssets } from '../../helpers/panels/driver.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

const all = { rows: 'all', read: 'all', actions: ['list'] } as const;
const admin = { ...all, actions: ['list'] };

describeOnSqlite('resource files', (engine) => {
  const book = sharedWorld(() => openBook(engine));

  it('the resource files of this book have no problems', async () => {
    expect(await problemsOf(book().context, resources)).toEqual([]);
  });

  it.each<[string, ResourceDeclaration, string[]]>([
    [
      'columns that do not exist',
      defineResource({
        table: 'customers',
        title: 'nom',
        list: ['name', 'colour'],
        sort: { column: 'born', direction: 'asc' },
        columns: { weight: { kind: 'number' } },
        access: {
          admin: { ...admin, read: ['name', 'size'], filter: ['smell'] },
        },
      }),
      ['nom', 'colour', 'born', 'weight', 'size', 'smell'].map((name) => `unknown column ${name}`),
    ],
    [
      'actions that nobody wrote',
      { table: 'customers', access: { agent: { ...admin, actions: ['list', 'erase'] } } },
      ['R002 customers.agent: unknown action erase'],
    ],
    [
      'secret columns',
      {
        table: 'users',
        access: {
          admin: { ...admin, read: ['username', 'password_hash'], filter: ['password_hash'] },
          agent: { ...admin, write: { edit: ['totp_secret'] } },
        },
      },
      [
        'R003 users.admin: password_hash is secret',
        'R003 users.admin: password_hash is secret',
        'R003 users.agent: totp_secret is secret',
      ],
    ],
    [
      'writing to a system table',
      {
        table: 'audit_log',
        access: { admin: { ...admin, write: { create: ['action'], edit: ['reason'] } } },
      },
      ['R004 audit_log.admin: a system table is read only'],
    ],
    ['tables that do not exist', { table: 'horses', access: {} }, ['R005 horses']],
    [
      'comparing what is not readable',
      {
        table: 'customers',
        access: { agent: { ...admin, read: ['name'], search: ['email'], sort: ['balance'] } },
      },
      ['R007 customers.agent: balance', 'R007 customers.agent: email'],
    ],
    [
      'writing ids',
      { table: 'customers', access: { admin: { ...admin, write: { edit: ['id'] } } } },
      ['R008 customers.admin: id is the row'],
    ],
    [
      'forms that can never be sent',
      {
        table: 'customers',
        access: { agent: { ...admin, write: { create: ['name', 'phone'] } } },
      },
      ['R009 customers.agent: a new row needs agent_id', 'a new row needs email'],
    ],
    [
      'actions that depend on what is not readable',
      {
        table: 'customers',
        access: { agent: { ...admin, read: ['name'], actions: ['list', 'greet'] } },
        actions: {
          greet: {
            ...{ on: 'record', label: verbatim('Greet'), icon: 'Smile' },
            when: { status: ['active'] },
            run: () => Promise.reject(new Error('not here')),
          },
        },
      },
      ['R010 customers.agent: action greet depends on status'],
    ],
    [
      'deleting history',
      { table: 'customers', access: { admin: { ...admin, actions: ['list', 'delete'] } } },
      ['R014 customers.admin: its rows cannot be deleted: the book keeps its history'],
    ],
    [
      'duplicates of rows that nobody creates',
      { table: 'customers', access: { admin: { ...admin, actions: ['list', 'duplicate'] } } },
      ['R015 customers.admin: a duplicate is a new row'],
    ],
    [
      'edits of many rows in money, keys, personal columns, and columns that no form has',
      {
        table: 'customers',
        access: {
          admin: {
            ...admin,
            write: {
              edit: ['email', 'betting_limit', 'id'],
              bulkEdit: ['id', 'betting_limit', 'email', 'name'],
            },
          },
        },
        columns: { betting_limit: { kind: 'money' }, email: { sensitive: true } },
      },
      [
        'R008 customers.admin: id is the row',
        'R016 customers.admin: id cannot be edited in many rows: it identifies the row',
        'R016 customers.admin: betting_limit cannot be edited in many rows: it carries money',
        'R016 customers.admin: email cannot be edited in many rows: it is personal or encrypted',
        'R016 customers.admin: name cannot be edited in many rows: the role’s form does not have it',
      ],
    ],
    [
      'edits of many rows in history, and without a list',
      {
        table: 'wagers',
        access: {
          admin: { ...admin, write: { edit: ['description'], bulkEdit: ['description'] } },
          agent: {
            ...admin,
            actions: ['show'],
            write: { edit: ['description'], bulkEdit: ['description'] },
          },
        },
      },
      [
        'R016 wagers.admin: description cannot be edited in many rows: its table is the history',
        'R016 wagers.agent: description cannot be edited in many rows: rows are chosen in the list',
      ],
    ],
    [
      'references that cannot be looked up',
      {
        table: 'wagers',
        access: { customer: { ...admin, write: { edit: ['agent_id'] } } },
      },
      ['R011 wagers.customer: agent_id'],
    ],
    [
      'scopes that name nothing',
      {
        table: 'transactions',
        access: {
          agent: {
            ...admin,
            rows: {
              any: [
                { column: 'owner', equals: 'actor.userId' },
                {
                  column: 'customer_id',
                  in: {
                    table: 'customers',
                    column: 'nr',
                    where: {
                      column: 'agent_id',
                      in: { table: 'lost', column: 'id', where: { any: [] } },
                    },
                  },
                },
              ],
            },
          },
        },
      },
      [
        'unknown column owner',
        'unknown column nr',
        'R005 transactions.agent: there is no table lost',
      ],
    ],
  ])('a resource file is refused for %s', async (_what, declaration, expected) => {
    const problems = await problemsOf(book().context, [declaration]);
    expect(problems).toHaveLength(expected.length);
    for (const text of expected) expect(problems.join('\n')).toContain(text);
    for (const problem of problems)
      expect(problem).toMatch(/^R0\d\d \w+(\.\w+)?( \(rows of \w+\))?: /);
  });

  it('two resource files of one table are refused, with everything else that is wrong', async () => {
    const declaration = { table: 'agents', access: { admin: { ...admin, actions: ['fly'] } } };
    expect(await problemsOf(book().context, [declaration, declaration])).toEqual([
      'R002 agents.admin: unknown action fly',
      'R002 agents.admin: unknown action fly',
      'R006 agents: it is declared twice',
    ]);
  });
});

async function problemsOf(
  context: Context,
  declarations: readonly ResourceDeclaration[],
): Promise<readonly string[]> {
  try {
    await createPanels(context, declarations, { assets: stubAssets });
    return [];
  } catch (error) {
    if (error instanceof ProblemsError) return said(error.problems);
    throw error;
  }
}
