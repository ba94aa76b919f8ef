import { ProblemsError } from '../errors.js';
import { sameName, type TableInfo } from '../db/introspection.js';
import type { PanelTable } from './columns.js';
import type { Access, ResourceDeclaration, RowCondition } from './declaration.js';
import { isDeclaredSecret, looksSecret, systemTables } from './secrets.js';

/**
 * Resource files against the schema and against the rules, at start: a declaration that does not
 * fit stops it, with everything that is wrong named at once.
 */

/** @throws ProblemsError */
export function checkDeclarations(
  tables: readonly PanelTable[],
  declarations: readonly ResourceDeclaration[],
): void {
  const infos = tables.map(({ info }) => info);
  const problems = [
    ...declarations.flatMap((declaration) => {
      const table = tables.find(({ info }) => sameName(info.name, declaration.table));
      return table
        ? checkDeclaration(table, infos, declaration)
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
  infos: readonly TableInfo[],
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
    ...Object.entries(access).flatMap(([role, roleAccess]) =>
      checkAccess(table, infos, declaration, `${declaration.table}.${role}`, roleAccess),
    ),
  ];
}

function checkAccess(
  table: PanelTable,
  infos: readonly TableInfo[],
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
      .filter((name) => !['list', 'show'].includes(name) && !Object.hasOwn(known, name))
      .map((name) => `R002 ${where}: unknown action ${name}`),
    ...[...(read ?? []), ...compared, ...written]
      .filter((name) => isSecretHere(declaration, info.name, name))
      .map((name) => `R003 ${where}: ${name} is secret`),
    ...(isSystem && written.length > 0 ? [`R004 ${where}: a system table is read only`] : []),
    ...compared
      .filter((name) => read !== null && !read.includes(name))
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
    ...(access.rows === 'all' ? [] : checkRows(infos, info.name, where, access.rows)),
  ];
}

function isSecretHere(declaration: ResourceDeclaration, table: string, column: string): boolean {
  if (isDeclaredSecret(table, column)) return true;
  return looksSecret(column) && declaration.columns?.[column]?.secret !== false;
}

function unknownColumns(info: TableInfo, names: readonly string[], where: string): string[] {
  return [...new Set(names)]
    .filter((name) => !info.columns.some((column) => column.name === name))
    .map((name) => `R001 ${where}: unknown column ${name}`);
}

function unwritable(table: PanelTable, where: string, name: string): string[] {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) return [];
  if (column.isKey && table.generatesKey) return [`R008 ${where}: ${name} is the row's id`];
  const reason = table.readOnlyReason ?? column.readOnlyReason;
  return reason === null ? [] : [`R008 ${where}: ${name} cannot be written: ${reason}`];
}

/** A form that can never be sent. */
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

function checkRows(
  infos: readonly TableInfo[],
  table: string,
  where: string,
  rows: RowCondition,
): string[] {
  if ('any' in rows) return rows.any.flatMap((part) => checkRows(infos, table, where, part));
  const info = infos.find(({ name }) => name === table);
  if (!info) return [`R005 ${where}: there is no table ${table}`];
  const own = unknownColumns(info, [rows.column], `${where} (rows of ${table})`);
  if ('equals' in rows) return own;
  const target = infos.find(({ name }) => name === rows.in.table);
  return [
    ...own,
    ...(target
      ? unknownColumns(target, [rows.in.column], `${where} (rows of ${target.name})`)
      : []),
    ...checkRows(infos, rows.in.table, where, rows.in.where),
  ];
}
