import fc from 'fast-check';
import type { ColumnType } from '../../tables/random/random-cells.js';
import { looseColumns } from '../../tables/random/random-cells.js';
import { anyColumn } from '../../tables/random/random-columns.js';
import { literal, quoted, type Cell } from '../../../helpers/foreign/schema.js';

/** Random tables whose rows belong to agents, in one way or another. */

export type Owner = 'agent' | 'customer' | 'parent' | 'any';

export interface TenantTable {
  name: string;
  key: 'text' | 'number' | 'counted';
  owner: Owner;
  columns: (ColumnType & { name: string })[];
  /** Place of the table that `ref` refers to: an earlier one. */
  refersTo: number | null;
  onDelete: 'NO ACTION' | 'RESTRICT' | 'CASCADE' | 'SET NULL';
  /** Chances of the resource file, one for each part of it. */
  opens: boolean[];
}

const keys = { text: 'TEXT', number: 'INTEGER', counted: 'INTEGER' } as const;

/** Three to four tables; the first one has no parent. */
export const tenantTables: fc.Arbitrary<TenantTable[]> = fc
  .array(
    fc.record({
      name: fc.constant(''),
      key: fc.constantFrom(...(Object.keys(keys) as (keyof typeof keys)[])),
      owner: fc.constantFrom<Owner>('agent', 'customer', 'parent', 'any'),
      columns: fc
        .array(fc.oneof({ weight: 3, arbitrary: anyColumn }, fc.constantFrom(...looseColumns)), {
          ...{ minLength: 2, maxLength: 5 },
        })
        .map((all) => all.map((column, index) => ({ ...column, name: `c${index}` }))),
      refersTo: fc.option(fc.nat({ max: 3 })),
      onDelete: fc.constantFrom('NO ACTION', 'RESTRICT', 'CASCADE', 'SET NULL'),
      opens: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
    }),
    { minLength: 3, maxLength: 4 },
  )
  .map((all) =>
    all.map((table, index): TenantTable => ({
      ...table,
      name: `t${index}`,
      owner: index === 0 && table.owner === 'parent' ? 'agent' : table.owner,
      refersTo: table.refersTo !== null && table.refersTo < index ? table.refersTo : null,
      onDelete: table.onDelete,
    })),
  );

export const hasColumn = (table: TenantTable, name: 'agent' | 'customer' | 'parent') =>
  table.owner === name || (table.owner === 'any' && name !== 'parent');

/** Returns the statement that makes a table. */
export function ddlOf(table: TenantTable, index: number): string {
  const counted = table.key === 'counted' ? ' AUTOINCREMENT' : '';
  const notNull = table.key === 'text' ? ' NOT NULL' : '';
  const parent = `t${Math.max(0, index - 1)}`;
  const columns = [
    `id ${keys[table.key]} PRIMARY KEY${counted}${notNull}`,
    ...(hasColumn(table, 'agent') ? ['agent TEXT REFERENCES agents (id)'] : []),
    ...(hasColumn(table, 'customer') ? ['customer TEXT REFERENCES customers (id)'] : []),
    ...(hasColumn(table, 'parent') ? [`parent REFERENCES ${parent} (id)`] : []),
    ...(table.refersTo === null
      ? []
      : [`ref REFERENCES t${table.refersTo} (id) ON DELETE ${table.onDelete}`]),
    ...table.columns.map(
      ({ name, type, rest }) => `${quoted(name)} ${type} ${rest.replaceAll('NAME', quoted(name))}`,
    ),
    'doc TEXT',
    `picked AS (json_extract(doc, '$.a'))`,
  ];
  return `CREATE TABLE ${table.name} (${columns.join(', ')})`;
}

/** A row of a random table. */
export interface TenantRow {
  /** Number from which its key follows. */
  number: number;
  /** Number from which its values follow. */
  values: number;
  agent: string;
  customer: string;
  /** Numbers of the rows that it refers to. */
  parent: number;
  ref: number | null;
}

export const keyOf = ({ key }: TenantTable, number: number): Cell =>
  key === 'text' ? `k-${number}` : number;

/** Returns the values of a row by column, without computed ones. */
export function cellsOf(
  all: readonly TenantTable[],
  index: number,
  row: TenantRow,
): Map<string, Cell> {
  const table = all[index];
  if (!table) throw new Error(`there is no table ${index}`);
  const parent = all[Math.max(0, index - 1)] ?? table;
  const target = table.refersTo === null ? undefined : all[table.refersTo];
  return new Map<string, Cell>([
    ['id', keyOf(table, row.number)],
    ...(hasColumn(table, 'agent') ? [['agent', row.agent] as const] : []),
    ...(hasColumn(table, 'customer') ? [['customer', row.customer] as const] : []),
    ...(hasColumn(table, 'parent') ? [['parent', keyOf(parent, row.parent)] as const] : []),
    ...(target ? [['ref', row.ref === null ? null : keyOf(target, row.ref)] as const] : []),
    ...table.columns.flatMap(({ name, cell }) =>
      cell === null ? [] : [[name, cell(row.values)] as const],
    ),
    ['doc', `{"a": ${row.values}}`],
  ]);
}

export function insertOf({ name }: TenantTable, cells: ReadonlyMap<string, Cell>): string {
  const columns = [...cells.keys()].map(quoted).join(', ');
  return `INSERT INTO ${name} (${columns}) VALUES (${[...cells.values()].map(literal).join(', ')})`;
}
