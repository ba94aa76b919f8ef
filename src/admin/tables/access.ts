import type { Role } from '../../domain/actor.js';
import { explainFault } from '../../db/errors.js';
import { message, type Message } from '../../messages/message.js';
import { inSeries } from '../../messages/series.js';
import type { ActorValue } from '../declaration/actions.js';
import type { Access, Rows } from '../declaration/resource.js';
import type { PanelColumn, PanelTable } from './panel-table.js';
import { bulkEditProblem, isStamp, isWritable } from './bulk-editable.js';
import { keepsRows } from './deletable.js';
import { systemTables } from './secrets.js';

/** Access of one role to one table, compiled once at start into sets of column names. */

export interface AccessPlan {
  role: Role;
  rows: Rows;
  read: ReadonlySet<string>;
  filter: ReadonlySet<string>;
  sort: ReadonlySet<string>;
  search: ReadonlySet<string>;
  create: ReadonlySet<string>;
  edit: ReadonlySet<string>;
  /** Columns that an edit of many rows may write. */
  bulkEdit: ReadonlySet<string>;
  /** Columns that an import fills in new rows, and those that it changes in stored ones. */
  importNew: ReadonlySet<string>;
  importEdit: ReadonlySet<string>;
  fixed: ReadonlyMap<string, ActorValue>;
  /** Values of columns that a new row leaves empty, instead of the column's default. */
  initial: ReadonlyMap<string, string | number>;
  /**
   * Names of the resource's actions: list, show, export, new, edit, delete, search, views, the edits
   * of many rows and declared ones.
   */
  actions: ReadonlySet<string>;
  /** Notice of the list: an action that users would look for, and the reason why it is missing. */
  note: Message | null;
}

/** Plans the role's access to a table; null where the role must not learn that the table exists. */
export function planAccess(table: PanelTable, role: Role): AccessPlan | null {
  const access = table.declaration
    ? table.declaration.access[role]
    : role === 'admin' && !systemTables.includes(table.info.name)
      ? generatedAccess(table)
      : undefined;
  return access ? compileAccess(table, role, access) : null;
}

/** Builds the administrators' access to a table without a declaration. */
function generatedAccess(table: PanelTable): Access {
  const writable = table.columns.filter(isWritable);
  const canMake =
    table.readOnlyReason === null && unfillable(table).length === 0 && table.newRowProblem === null;
  const isDeletable = table.readOnlyReason === null && keepsRows(table) === null;
  const typed = writable.filter((column) => !isRowNumber(column) && !isStamp(column));
  const edited = names(writable.filter((column) => !column.isKey && !isStamp(column)));
  return {
    rows: 'all',
    read: 'all',
    search: searchedColumns(table),
    ...(table.readOnlyReason === null
      ? {
          write: {
            create: canMake ? names(typed) : [],
            edit: edited,
            bulkEdit: names(writable.filter((column) => bulkEditProblem(table, column) === null)),
            importEdit: edited,
          },
        }
      : {}),
    actions: [
      ...['list', 'export'],
      // A reference to the table searches its keys too, so it needs no column with text.
      ...(table.key === null ? [] : ['show', 'search']),
      // The database fills every column, so an empty form creates a row.
      ...(canMake ? ['new'] : []),
      ...(isDeletable ? ['delete'] : []),
      ...(isDeletable && canMake ? ['duplicate'] : []),
      ...(isDeletable && (canMake || edited.length > 0) ? ['import'] : []),
    ],
  };
}

/** Recognises a key that the database counts up by itself. */
const isRowNumber = ({ isKey, isRequired, kind }: PanelColumn) =>
  isKey && kind === 'integer' && !isRequired;

/** A file may bring the numbers of its rows along; a form leaves them to the database. */
function typedRowNumber(table: PanelTable, create: ReadonlySet<string>): string[] {
  return table.declaration === null && create.size > 0 ? names(table.columns.filter(isRowNumber)) : []; // prettier-ignore
}

const names = (columns: readonly PanelColumn[]) => columns.map(({ name }) => name);

/** Columns with text, and those of the title: a reference input finds a row by what it shows. */
function searchedColumns({ columns, title }: PanelTable): string[] {
  return columns
    .filter(({ kind, isSecret }) => kind !== 'blob' && !isSecret)
    .filter(({ kind, isKey, name }) => isText(kind) || (title.includes(name) && !isKey))
    .map(({ name }) => name);
}

/** Columns that a new row must fill and that no form can take. */
function unfillable(table: PanelTable): PanelColumn[] {
  return table.columns.filter(({ info, kind, isKey, isRequired, isSecret }) => {
    if (isSecret) return isRequired;
    const isNeeded = isKey && info.defaultExpression === null;
    return kind === 'blob' && isNeeded && !info.isGenerated;
  });
}

function noteOf(table: PanelTable): Message | null {
  const { readOnlyReason: reason } = table;
  const [column] = table.declaration || reason !== null ? [] : unfillable(table);
  const kept = table.declaration || reason !== null ? null : keepsRows(table);
  const notes = [
    ...(reason === null ? [] : [message('tables.read_only', { reason })]),
    ...(kept === null ? [] : [message('deletion.not_here', { reason: kept })]),
    ...(table.newRowProblem === null || reason !== null ? [] : [table.newRowProblem]),
    ...(column === undefined
      ? []
      : [
          column.isSecret
            ? message('tables.no_new_secret')
            : message('tables.no_new_binary', { column: column.label }),
        ]),
    ...faultsOf(table),
  ];
  return notes.length === 0 ? null : inSeries(notes);
}

/** Names the columns and indexes that the engine cannot read or compare. */
function faultsOf({ columns, info }: PanelTable): Message[] {
  const shown = columns.filter(({ isSecret }) => !isSecret);
  const { missingIndexCollation: name } = info;
  const isOfColumn = columns.some((column) => column.info.missingCollation === name);
  return [
    ...shown.flatMap(({ label, info: { problem } }) =>
      problem === null
        ? []
        : [message('tables.column_unreadable', { column: label, problem: explainFault(problem) })],
    ),
    ...shown.flatMap(({ label, info: { missingCollation: collation } }) =>
      collation === null
        ? []
        : [message('tables.column_not_compared', { column: label, collation })],
    ),
    ...(name === null || isOfColumn ? [] : [message('tables.index_unusable', { name })]),
  ];
}

function compileAccess(table: PanelTable, role: Role, access: Access): AccessPlan {
  const open = names(
    table.columns.filter(({ isSecret, info }) => !isSecret && info.problem === null),
  );
  const read = new Set(access.read === 'all' ? open : access.read);
  const searchable = table.columns.filter(({ name, kind }) => read.has(name) && kind !== 'blob');
  const comparable = searchable.filter(({ info }) => info.missingCollation === null);
  const isPlain = ({ encrypted }: PanelColumn) => encrypted === null;
  const isFindable = ({ encrypted }: PanelColumn) => encrypted?.indexColumn !== null;
  const only = (asked: readonly string[], columns: readonly PanelColumn[]) =>
    asked.filter((name) => columns.some((column) => column.name === name));
  const isWritten = table.readOnlyReason === null;
  const create = new Set(isWritten ? (access.write?.create ?? []) : []);
  const edit = new Set(isWritten ? (access.write?.edit ?? []) : []);
  const bulkEdit = new Set((access.write?.bulkEdit ?? []).filter((name) => edit.has(name)));
  const isEditedInBulk = bulkEdit.size > 0 && access.actions.includes('list');
  const isImported = access.actions.includes('import');
  return {
    role,
    rows: access.rows,
    read,
    filter: new Set(access.filter ?? names(comparable.filter(isFindable))),
    sort: new Set(only(access.sort ?? names(comparable), comparable.filter(isPlain))),
    search: new Set(only(access.search ?? [], searchable.filter(isPlain))),
    create,
    edit,
    bulkEdit,
    importNew: new Set(isImported ? [...create, ...typedRowNumber(table, create)] : []),
    importEdit: new Set(isImported && isWritten ? (access.write?.importEdit ?? []) : []),
    fixed: new Map(Object.entries(access.write?.fixed ?? {})),
    initial: new Map(Object.entries(access.write?.initial ?? {})),
    note: noteOf(table),
    actions: new Set([
      ...access.actions,
      ...(access.search?.length ? ['search'] : []),
      ...(access.actions.includes('list') ? ['views'] : []),
      ...(create.size > 0 ? ['new'] : []),
      ...(edit.size > 0 && table.key !== null ? ['edit'] : []),
      ...(access.actions.includes('delete') ? ['deleteChosen'] : []),
      ...(isEditedInBulk ? ['editChosen', 'editAll'] : []),
    ]),
  };
}

function isText(kind: PanelColumn['kind']): boolean {
  return kind === 'text' || kind === 'long_text';
}
