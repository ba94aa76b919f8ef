import type {
  Access,
  ResourceDeclaration,
  RowCondition,
} from '../../../../src/admin/declaration/resource.js';
import { hasColumn, type TenantTable } from './random-tables.js';

/** Random resource files of random tables: rows, hidden columns, searches, orders, forms, actions. */

/** How much of a form a declaration opens; one that does not fit the schema is tried with less. */
export const boldness = ['all', 'forms', 'edits', 'reading'] as const;

export type Boldness = (typeof boldness)[number];

export function declarationOf(
  all: readonly TenantTable[],
  index: number,
  bold: Boldness,
): ResourceDeclaration {
  const table = all[index];
  if (!table) throw new Error(`there is no table ${index}`);
  const chances = [...table.opens];
  const byChance = () => chances.pop() ?? false;
  const owners = (['agent', 'customer', 'parent'] as const).filter((name) =>
    hasColumn(table, name),
  );
  const plain = table.columns.map(({ name }) => name);
  const others = [...(table.refersTo === null ? [] : ['ref']), ...plain, 'doc', 'picked'];
  const read = ['id', ...[...owners, ...others].filter(() => byChance() || byChance())];
  const some = (names: readonly string[]) => names.filter(() => byChance() || byChance());
  const writable = table.columns.flatMap(({ name, cell }) => (cell === null ? [] : [name]));
  const edited = [...writable.filter((name) => read.includes(name)), ...some(['doc'])];
  const references = some(read.filter((name) => ['ref', 'agent', 'customer'].includes(name)));
  const access: Access = {
    rows: rowsOf(all, index),
    read,
    ...(byChance() ? { filter: some(read) } : {}),
    ...(byChance() ? { sort: some(read) } : {}),
    search: some(read.filter((name) => name !== 'picked')),
    actions: [
      ...['list', 'show', 'export'],
      ...(bold === 'all' ? ['import', 'delete', 'duplicate'] : []),
      ...(bold === 'forms' ? ['delete'] : []),
    ],
    ...(bold === 'reading'
      ? {}
      : {
          write: {
            ...(bold === 'edits'
              ? {}
              : { create: [...(table.key === 'text' ? ['id'] : []), ...writable, ...references] }),
            edit: [...edited, ...references],
            ...(bold === 'all' ? { bulkEdit: edited, importEdit: edited } : {}),
            ...(hasColumn(table, 'agent') && bold !== 'edits' && !references.includes('agent')
              ? { fixed: { agent: 'actor.agentId' as const } }
              : {}),
          },
        }),
  };
  const title = some(['id', ...plain]).slice(0, 2);
  return {
    table: table.name,
    ...(title.length === 0 ? {} : { title }),
    access: { agent: access, customer: { ...access, rows: rowsOf(all, index, true) } },
  };
}

function rowsOf(all: readonly TenantTable[], index: number, isCustomer = false): RowCondition {
  const table = all[index];
  if (!table) throw new Error(`there is no table ${index}`);
  const agent: RowCondition = isCustomer
    ? {
        column: 'agent',
        in: {
          ...{ table: 'customers', column: 'agent_id' },
          where: { column: 'id', equals: 'actor.customerId' },
        },
      }
    : { column: 'agent', equals: 'actor.agentId' };
  const customer: RowCondition = isCustomer
    ? { column: 'customer', equals: 'actor.customerId' }
    : {
        column: 'customer',
        in: {
          ...{ table: 'customers', column: 'id' },
          where: { column: 'agent_id', equals: 'actor.agentId' },
        },
      };
  switch (table.owner) {
    case 'agent':
      return agent;
    case 'customer':
      return customer;
    case 'any':
      return { any: [agent, customer] };
    case 'parent':
      return {
        column: 'parent',
        in: { table: `t${index - 1}`, column: 'id', where: rowsOf(all, index - 1, isCustomer) },
      };
  }
}
