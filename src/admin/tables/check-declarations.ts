import { sameName, type TableInfo } from '../../db/introspection/introspect.js';
import type { Role } from '../../domain/actor.js';
import { ProblemsError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { fieldsFor } from '../declaration/actions.js';
import type { Access, ResourceDeclaration, RowCondition } from '../declaration/resource.js';
import { planAccess } from './access.js';
import { bulkEditProblem } from './bulk-editable.js';
import { keepsRows } from './deletable.js';
import type { PanelTable } from './panel-table.js';
import { isDeclaredSecret, looksSecret, systemTables } from './secrets.js';

/**
 * Checks resource files against the schema and the rules at start: a declaration that does not fit
 * stops the start, with all problems listed at once.
 */

/** Actions that every resource file may name. */
const builtIn = ['list', 'show', 'export', 'import', 'delete', 'duplicate'];

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
        : [message('tables.r005_own', { table: declaration.table })];
    }),
    ...declarations
      .filter((one, index) => declarations.findIndex(({ table }) => table === one.table) !== index)
      .map(({ table }) => message('tables.r006', { table })),
  ];
  if (problems.length === 0) return;
  throw new ProblemsError(message('tables.wrong_declarations'), problems);
}

function checkDeclaration(
  table: PanelTable,
  tables: readonly PanelTable[],
  declaration: ResourceDeclaration,
): Message[] {
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
): Message[] {
  const { info } = table;
  const { create = [], edit = [], bulkEdit = [], importEdit = [] } = access.write ?? {};
  const { fixed = {}, initial = {} } = access.write ?? {};
  const read = access.read === 'all' ? null : access.read;
  const compared = [...(access.filter ?? []), ...(access.sort ?? []), ...(access.search ?? [])];
  const set = [...Object.keys(fixed), ...Object.keys(initial)];
  const written = [...create, ...edit, ...bulkEdit, ...importEdit, ...set];
  const actions = declaration.actions ?? {};
  const known = { ...actions, ...declaration.views, ...declaration.downloads };
  const isSystem = systemTables.includes(info.name);
  return [
    ...unknownColumns(info, [...(read ?? []), ...compared, ...written], where),
    ...access.actions
      .filter((name) => !builtIn.includes(name) && !Object.hasOwn(known, name))
      .map((name) => message('tables.r002', { where, action: name })),
    ...(access.actions.includes('export') && !access.actions.includes('list')
      ? [message('tables.r012', { where })]
      : []),
    ...checkImport(table, declaration, where, access),
    ...(access.actions.includes('delete') ? undeletable(table, where) : []),
    ...(access.actions.includes('duplicate') && (create.length === 0 || keepsRows(table) !== null)
      ? [message('tables.r015', { where })]
      : []),
    ...[...(read ?? []), ...compared, ...written]
      .filter((name) => isSecretHere(declaration, info.name, name))
      .map((name) => message('tables.r003', { where, column: name })),
    ...(isSystem && written.length > 0 ? [message('tables.r004', { where })] : []),
    ...compared
      .filter((name) => read !== null && !read.includes(name) && isColumn(info, name))
      .map((name) => message('tables.r007', { where, column: name })),
    ...[...create, ...edit].flatMap((name) => unwritable(table, where, name)),
    ...wrongBulkEdit(table, where, access),
    ...missingOnCreate(table, where, create, Object.keys(fixed)),
    ...access.actions.flatMap((name) =>
      Object.keys(actions[name]?.when ?? {})
        .filter((column) => read !== null && !read.includes(column))
        .map((column) => message('tables.r010', { where, action: name, column })),
    ),
  ];
}

function isSecretHere(declaration: ResourceDeclaration, table: string, column: string): boolean {
  if (isDeclaredSecret(table, column)) return true;
  return looksSecret(column) && declaration.columns?.[column]?.secret !== false;
}

function unknownColumns(info: TableInfo, names: readonly string[], where: string): Message[] {
  return [...new Set(names)]
    .filter((name) => !isColumn(info, name))
    .map((name) => message('tables.r001', { where, column: name }));
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
): Message[] {
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
    .map(([column, target]) =>
      message('tables.r011', {
        where: `${declaration.table}.${role}`,
        column,
        table: target ?? '',
      }),
    );
}

function unwritable(table: PanelTable, where: string, name: string): Message[] {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) return [];
  if (column.isKey && table.madeKey !== null)
    return [message('tables.r008_id', { where, column: name })];
  const reason = table.readOnlyReason ?? column.readOnlyReason;
  return reason === null ? [] : [message('tables.r008', { where, column: name, reason })];
}

/** Finds imports that have no rows to create or to change. */
function checkImport(
  table: PanelTable,
  { hooks }: ResourceDeclaration,
  where: string,
  { actions, write: { create = [], edit = [], importEdit = [] } = {} }: Access,
): Message[] {
  const isImported = actions.includes('import');
  const unedited = importEdit.filter((name) => !edit.includes(name));
  const kept = keepsRows(table);
  return [
    ...(isImported && create.length + importEdit.length === 0
      ? [message('tables.r013', { where })]
      : []),
    ...(importEdit.length > 0 && !isImported ? [message('tables.r017', { where })] : []),
    ...unedited.map((column) => message('tables.r018', { where, column })),
    ...(importEdit.length > 0 && kept !== null
      ? [message('tables.r019', { where, reason: kept })]
      : []),
    // The service takes one row, and its writes are no part of a batch.
    ...(importEdit.length > 0 && hooks?.edit !== undefined
      ? [message('tables.r020', { where })]
      : []),
  ];
}

/** Finds the reason why a role may not delete the table's rows. */
function undeletable(table: PanelTable, where: string): Message[] {
  const reason = keepsRows(table) ?? table.readOnlyReason;
  return reason === null ? [] : [message('tables.r014', { where, reason })];
}

/** Finds columns that an edit of many rows may not write, or that no list offers it for. */
function wrongBulkEdit(table: PanelTable, where: string, { write, actions }: Access): Message[] {
  const { edit = [], bulkEdit = [] } = write ?? {};
  return bulkEdit.flatMap((name) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    if (!column) return [];
    const reason = actions.includes('list')
      ? edit.includes(name)
        ? bulkEditProblem(table, column)
        : message('bulk_edits.not_edited')
      : message('bulk_edits.no_list');
    return reason === null ? [] : [message('tables.r016', { where, column: name, reason })];
  });
}

/** Finds required columns that the form for a new row leaves out: nobody could submit it. */
function missingOnCreate(
  table: PanelTable,
  where: string,
  create: readonly string[],
  fixed: readonly string[],
): Message[] {
  if (create.length === 0) return [];
  return table.columns
    .filter(
      ({ isRequired, isKey, name }) =>
        isRequired &&
        !(isKey && table.madeKey !== null) &&
        !create.includes(name) &&
        !fixed.includes(name),
    )
    .map(({ name }) => message('tables.r009', { where, column: name }));
}

function checkRowCondition(
  tables: readonly PanelTable[],
  info: TableInfo,
  where: string,
  rows: RowCondition,
): Message[] {
  if ('any' in rows)
    return rows.any.flatMap((part) => checkRowCondition(tables, info, where, part));
  const own = unknownScopeColumn(info, rows.column, where);
  if ('equals' in rows) return own;
  const target = tables.find((table) => table.info.name === rows.in.table)?.info;
  if (!target) return [...own, message('tables.r005', { where, table: rows.in.table })];
  return [
    ...own,
    ...unknownScopeColumn(target, rows.in.column, where),
    ...checkRowCondition(tables, target, where, rows.in.where),
  ];
}

function unknownScopeColumn(info: TableInfo, column: string, where: string): Message[] {
  if (isColumn(info, column)) return [];
  return [message('tables.r001_scope', { where, table: info.name, column })];
}
