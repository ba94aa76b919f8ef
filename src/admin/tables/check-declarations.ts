import { sameName, type TableInfo } from '../../db/introspection/introspect.js';
import type { Role } from '../../domain/actor.js';
import { ProblemsError } from '../../errors.js';
import { fieldsFor } from '../declaration/actions.js';
import type { Access, ResourceDeclaration, RowCondition } from '../declaration/resource.js';
import { planAccess } from './access.js';
import type { PanelTable } from './panel-table.js';
import { isDeclaredSecret, looksSecret, systemTables } from './secrets.js';

/**
 * Checks resource files against the schema and the rules at start: a declaration that does not fit
 * stops the start, with all problems listed at once.
 */

/**
 * Checks every declaration.
 * @throws ProblemsError with all numbered problems
 */
export function checkDeclarations(
  tables: readonly PanelTable[],
  declarations: readonly ResourceDeclaration[],
): void {
  const problems = [
    ...declarations.flatMap((declaration) => {
      const table = tables.find(({ info }) => sameName(info.name, declaration.table));
      return table
        ? checkDeclaration(table, tables, declaration)
        : [`R005 ${declaration.table}: there is no such table`];
    }),
    ...declarations
      .filter((one, index) => declarations.findIndex(({ table }) => table === one.table) !== index)
      .map(({ table }) => `R006 ${table}: it is declared twice`),
  ];
  if (problems.length > 0) throw new ProblemsError('the resource files are not right:', problems);
}

function checkDeclaration(
  table: PanelTable,
  tables: readonly PanelTable[],
  declaration: ResourceDeclaration,
): string[] {
  const { title = [], list = [], show = [], sort, columns = {}, access } = declaration;
  const titles = typeof title === 'string' ? [title] : title;
  const named = [
    ...titles,
    ...list,
    ...show,
    ...(sort ? [sort.column] : []),
    ...Object.keys(columns),
  ];
  return [
    ...unknownColumns(table.info, named, declaration.table),
    ...(Object.entries(access) as [Role, Access][]).flatMap(([role, roleAccess]) => [
      ...checkAccess(table, declaration, `${declaration.table}.${role}`, roleAccess),
      ...checkReferences(table, tables, declaration, role, roleAccess),
      ...(roleAccess.rows === 'all'
        ? []
        : checkRowCondition(tables, table.info, `${declaration.table}.${role}`, roleAccess.rows)),
    ]),
  ];
}

function checkAccess(
  table: PanelTable,
  declaration: ResourceDeclaration,
  where: string,
  access: Access,
): string[] {
  const { info } = table;
  const { create = [], edit = [], fixed = {} } = access.write ?? {};
  const read = access.read === 'all' ? null : access.read;
  const compared = [...(access.filter ?? []), ...(access.sort ?? []), ...(access.search ?? [])];
  const written = [...create, ...edit, ...Object.keys(fixed)];
  const actions = declaration.actions ?? {};
  const known = { ...actions, ...declaration.views, ...declaration.downloads };
  const isSystem = systemTables.includes(info.name);
  return [
    ...unknownColumns(info, [...(read ?? []), ...compared, ...written], where),
    ...access.actions
      .filter(
        (name) =>
          !['list', 'show', 'export', 'import'].includes(name) && !Object.hasOwn(known, name),
      )
      .map((name) => `R002 ${where}: unknown action ${name}`),
    ...(access.actions.includes('export') && !access.actions.includes('list')
      ? [`R012 ${where}: what is exported is the list, which this role has not`]
      : []),
    ...(access.actions.includes('import') && (create.length === 0 || !table.generatesKey)
      ? [`R013 ${where}: what is imported are new rows, which this role cannot make`]
      : []),
    ...[...(read ?? []), ...compared, ...written]
      .filter((name) => isSecretHere(declaration, info.name, name))
      .map((name) => `R003 ${where}: ${name} is secret`),
    ...(isSystem && written.length > 0 ? [`R004 ${where}: a system table is read only`] : []),
    ...compared
      .filter((name) => read !== null && !read.includes(name) && isColumn(info, name))
      .map((name) => `R007 ${where}: ${name} is compared but not readable`),
    ...[...create, ...edit].flatMap((name) => unwritable(table, where, name)),
    ...missingOnCreate(table, where, create, Object.keys(fixed)),
    ...access.actions.flatMap((name) =>
      Object.keys(actions[name]?.when ?? {})
        .filter((column) => read !== null && !read.includes(column))
        .map(
          (column) => `R010 ${where}: action ${name} depends on ${column}, which is not readable`,
        ),
    ),
  ];
}

function isSecretHere(declaration: ResourceDeclaration, table: string, column: string): boolean {
  if (isDeclaredSecret(table, column)) return true;
  return looksSecret(column) && declaration.columns?.[column]?.secret !== false;
}

function unknownColumns(info: TableInfo, names: readonly string[], where: string): string[] {
  return [...new Set(names)]
    .filter((name) => !isColumn(info, name))
    .map((name) => `R001 ${where}: unknown column ${name}`);
}

function isColumn(info: TableInfo, name: string): boolean {
  return info.columns.some((column) => column.name === name);
}

/** Finds forms and actions that ask for a row of a table that the role cannot search. */
function checkReferences(
  table: PanelTable,
  tables: readonly PanelTable[],
  declaration: ResourceDeclaration,
  role: Role,
  access: Access,
): string[] {
  const canSearch = (name: string) => {
    const target = tables.find(({ info }) => info.name === name);
    return target !== undefined && (planAccess(target, role)?.actions.has('search') ?? false);
  };
  const { create = [], edit = [] } = access.write ?? {};
  const columns = table.columns.filter(({ name }) => create.includes(name) || edit.includes(name));
  const fields = access.actions.flatMap((name) => {
    const action = declaration.actions?.[name];
    return action ? fieldsFor(action, role) : [];
  });
  const wanted = [
    ...columns.map(({ name, references }): [string, string | null] => [name, references]),
    ...fields.map(({ name, resourceId = null }): [string, string | null] => [name, resourceId]),
  ];
  return wanted
    .filter(([, target]) => target !== null && !canSearch(target))
    .map(
      ([name, target]) =>
        `R011 ${declaration.table}.${role}: ${name} asks for a row of ${target ?? ''}, which this role cannot search`,
    );
}

function unwritable(table: PanelTable, where: string, name: string): string[] {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) return [];
  if (column.isKey && table.generatesKey) return [`R008 ${where}: ${name} is the row's id`];
  const reason = table.readOnlyReason ?? column.readOnlyReason;
  return reason === null ? [] : [`R008 ${where}: ${name} cannot be written: ${reason}`];
}

/** Finds required columns that the form for a new row leaves out: nobody could submit it. */
function missingOnCreate(
  table: PanelTable,
  where: string,
  create: readonly string[],
  fixed: readonly string[],
): string[] {
  if (create.length === 0) return [];
  return table.columns
    .filter(
      ({ isRequired, isKey, name }) =>
        isRequired &&
        !(isKey && table.generatesKey) &&
        !create.includes(name) &&
        !fixed.includes(name),
    )
    .map(({ name }) => `R009 ${where}: a new row needs ${name}`);
}

function checkRowCondition(
  tables: readonly PanelTable[],
  info: TableInfo,
  where: string,
  rows: RowCondition,
): string[] {
  if ('any' in rows)
    return rows.any.flatMap((part) => checkRowCondition(tables, info, where, part));
  const place = `${where} (rows of ${info.name})`;
  const own = unknownColumns(info, [rows.column], place);
  if ('equals' in rows) return own;
  const target = tables.find((table) => table.info.name === rows.in.table)?.info;
  if (!target) return [...own, `R005 ${where}: there is no table ${rows.in.table}`];
  return [
    ...own,
    ...unknownColumns(target, [rows.in.column], `${where} (rows of ${target.name})`),
    ...checkRowCondition(tables, target, where, rows.in.where),
  ];
}
