import type { Context } from '../../context.js';
import {
  sameName,
  type Bound,
  type ColumnInfo,
  type ForeignKey,
  type TableInfo,
} from '../../db/introspection/introspect.js';
import { message, type Message } from '../../messages/message.js';
import { encryptedColumn } from '../../services/encryption/columns.js';
import type { ColumnKind } from '../contract/panel.js';
import type { ColumnDeclaration, ResourceDeclaration } from '../declaration/resource.js';
import { isOwnTable, readColumn } from './column-kinds.js';
import type { ColumnFormat, ColumnReading } from './column-reading.js';
import { declaredForm } from './default-title.js';
import { applyDefaults, defaultSort, isLongText } from './defaults.js';
import { toIds } from './ids.js';
import { labelOf, titleOfValue } from './names.js';
import type { PanelColumn, PanelTable } from './panel-table.js';
import { problemOf } from './problem.js';
import { recordKeyOf, type RecordKey } from './record-key.js';
import { isDeclaredSecret, looksSecret } from './secrets.js';
import { isUntypedInfo, UNTYPED_HINT } from './untyped.js';
import { singularOf } from './words.js';

/** Builds the tables that the panels show: introspected facts, overridden by the resource file. */

/** Readings of columns by a sample of their values, by table and column. */
export type Readings = ReadonlyMap<string, ReadonlyMap<string, ColumnReading>>;

/**
 * Describes all tables and links the references between them.
 * @param readings of columns whose values were sampled; the schema decides the others
 */
export function describeTables(
  context: Context,
  tables: readonly TableInfo[],
  declarations: readonly ResourceDeclaration[],
  readings: Readings = new Map(),
): PanelTable[] {
  const ids = toIds(
    tables.map(({ name }) => name),
    'table',
  );
  const described = tables.map((info, index) =>
    describeTable(
      context,
      info,
      ids[index] ?? info.name,
      declarations.find(({ table }) => sameName(table, info.name)) ?? null,
      readings,
    ),
  );
  for (const table of described) {
    for (const column of table.columns) linkReference(table.info, column, described, readings);
  }
  applyDefaults(described);
  return described;
}

/**
 * Links a reference to the key of its table. A reference to another column than the key stays a
 * text or a number.
 */
function linkReference(
  info: TableInfo,
  column: PanelColumn,
  tables: readonly PanelTable[],
  readings: Readings,
): void {
  if (column.references === null) return;
  const target = tables.find((table) => table.info.name === column.references);
  const [named] = foreignKeyOf(info, column.name)?.references ?? [];
  if (target?.key && target.key.column === named) {
    column.referencedKey = target.key;
    return;
  }
  column.references = null;
  const { kind, format } = readingOf(readings, info, column.info);
  Object.assign(column, { kind, format });
  const key = named ?? column.name;
  column.hint ??= target
    ? message('tables.key_of_row', { column: key, table: target.label })
    : message('tables.key_of_other_row', { column: key });
}

function describeTable(
  context: Context,
  info: TableInfo,
  id: string,
  declaration: ResourceDeclaration | null,
  readings: Readings,
): PanelTable {
  const isSecret = (column: string) =>
    isDeclaredSecret(info.name, column) ||
    (looksSecret(column) && declaration?.columns?.[column]?.secret !== false);
  const key = comparableKeyOf(info, isSecret);
  const readOnlyReason = readOnlyReasonOf(info, key);
  const generatesKey = isGeneratedKey(info);
  const paths = toIds(
    info.columns.map(({ name }) => name),
    'column',
  );
  const parts = { info, declaration, isSecret, readings };
  const columns = info.columns.map((column, index) =>
    describeColumn(context, parts, column, paths[index] ?? column.name),
  );
  const label = declaration?.label ?? labelOf(info.name);
  return {
    id,
    info,
    label,
    singular: declaration?.singular ?? singularOf(label),
    columns,
    key,
    generatesKey,
    title: [declaration?.title ?? []].flat(),
    titleForm: declaredForm,
    list: declaration?.list ?? [],
    show: declaration?.show ?? null,
    sort: declaration?.sort ?? defaultSort(info, columns, generatesKey),
    readOnlyReason,
    declaration,
  };
}

function describeColumn(
  context: Context,
  { info, declaration, isSecret, readings }: TableParts,
  column: ColumnInfo,
  path: string,
): PanelColumn {
  const declared = declaration?.columns?.[column.name] ?? {};
  const foreignKey = info.foreignKeys.find(({ columns: [first] }) => first === column.name);
  const references = referenceOf(info, column.name);
  const reading = readingOf(readings, info, column);
  const { format } = reading;
  const kind = declared.kind ?? (references === null ? reading.kind : 'reference');
  const sealed = encryptedColumn(context, info.name, column.name);
  const isKey = info.primaryKey.includes(column.name);
  const reason = columnReadOnlyReason(column, kind);
  const mayBeEmpty = declaration === null && !isKey && takesEmptyText(info, column, kind, format);
  const isRowNumber = isKey && info.primaryKey.length === 1 && isRowNumberOf(info, column);
  return {
    name: column.name,
    path,
    label: declared.label ?? labelOf(column.name),
    kind: kind === 'reference' && !references ? 'text' : kind,
    format,
    isLongText: isLongText(column, { ...reading, kind }),
    info: { ...column, bounds: [...column.bounds, ...formatBounds(format), ...declaredBounds(declared)] }, // prettier-ignore
    isOwn: isOwnTable(info.name),
    isKey,
    isSecret: isSecret(column.name),
    encrypted: sealed ? { indexColumn: sealed.indexColumn ?? null } : null,
    isSensitive: declared.sensitive === true,
    isSigned: declared.signed ?? (declaration === null && kind === 'money'),
    isOdds: declared.odds === true,
    isRequired:
      (column.notNull || isKey) &&
      column.defaultExpression === null &&
      !isRowNumber &&
      !(mayBeEmpty && column.notNull) &&
      reason === null,
    mayBeEmpty,
    readOnlyReason: reason,
    references: kind === 'reference' ? references : null,
    referencedKey: null,
    hint: declared.hint ?? hintOf(info, column, kind, foreignKey?.table ?? null),
    tones: declared.tones ?? {},
  };
}

interface TableParts {
  info: TableInfo;
  declaration: ResourceDeclaration | null;
  isSecret: (column: string) => boolean;
  readings: Readings;
}

/** Returns the reading of a column by its values, else by the schema. */
function readingOf(readings: Readings, { name }: TableInfo, column: ColumnInfo): ColumnReading {
  return readings.get(name)?.get(column.name) ?? readColumn({ table: name, column, sample: null });
}

/** Chooses the key of a table's rows: their number, where the engine cannot compare the key. */
function comparableKeyOf(info: TableInfo, isSecret: (name: string) => boolean): RecordKey | null {
  const incomparable = info.columns.filter(({ missingCollation }) => missingCollation !== null);
  const names = new Set(incomparable.map(({ name }) => name));
  return recordKeyOf(info, (name) => isSecret(name) || names.has(name));
}

/**
 * Accepts the empty text where values have it, and in a text without a minimum length and without a
 * unique index: declared tables require a text, and so does a column that identifies rows.
 */
function takesEmptyText(
  info: TableInfo,
  column: ColumnInfo,
  kind: ColumnKind,
  { hasEmptyText = false }: ColumnFormat,
): boolean {
  if (hasEmptyText) return !['boolean', 'enum', 'reference', 'blob'].includes(kind);
  const isText = (column.affinity === 'text' || isUntypedInfo(column, kind)) && (kind === 'text' || kind === 'long_text'); // prettier-ignore
  const isLong = column.bounds.some(({ of, operator }) => of === 'length' && operator !== '<=');
  const isUnique = info.uniques.some(([name, ...rest]) => name === column.name && !rest.length);
  return isText && !isLong && !isUnique;
}

function formatBounds({ longest }: ColumnFormat): Bound[] {
  return longest === undefined ? [] : [{ of: 'length', operator: '<=', limit: longest }];
}

function declaredBounds({ min, max }: ColumnDeclaration): Bound[] {
  return [
    ...(min === undefined ? [] : [{ of: 'value', operator: '>=', limit: min } as const]),
    ...(max === undefined ? [] : [{ of: 'value', operator: '<=', limit: max } as const]),
  ];
}

function readOnlyReasonOf(info: TableInfo, key: RecordKey | null): Message | null {
  const problem = problemOf(info);
  if (problem !== null) return message('tables.unreadable', { problem });
  if (info.kind === 'view') return message('tables.view');
  if (info.kind === 'virtual') return message('tables.virtual');
  if (info.kind === 'shadow') {
    return message('tables.shadow', { table: labelOf(info.parent ?? '') });
  }
  if (info.primaryKey.length === 0) return message('tables.no_key');
  return key === null ? message('tables.hidden_key') : null;
}

function columnReadOnlyReason(column: ColumnInfo, kind: ColumnKind): Message | null {
  if (column.isGenerated) return message('tables.computed');
  return kind === 'blob' ? message('tables.binary') : null;
}

/**
 * Recognises a text key that looks like an id and is no reference: the panels generate it, no user
 * types it.
 */
function isGeneratedKey(info: TableInfo): boolean {
  const [name] = info.primaryKey;
  const column = info.columns.find((candidate) => candidate.name === name);
  if (!column || info.primaryKey.length !== 1) return false;
  return (
    column.affinity === 'text' &&
    column.values === null &&
    column.defaultExpression === null &&
    !info.foreignKeys.some(({ columns }) => columns.includes(column.name)) &&
    /(^|_)(id|uuid|guid|key)$|[a-z]Id$/i.test(column.name)
  );
}

/** Recognises INTEGER PRIMARY KEY, which SQLite assigns on insert. */
function isRowNumberOf({ withoutRowid }: TableInfo, { declaredType }: ColumnInfo): boolean {
  return declaredType.toUpperCase() === 'INTEGER' && !withoutRowid;
}

/** Table of the foreign key that consists of this column alone. */
function referenceOf(info: TableInfo, column: string): string | null {
  return foreignKeyOf(info, column)?.table ?? null;
}

function foreignKeyOf(info: TableInfo, column: string): ForeignKey | undefined {
  return info.foreignKeys.find(
    ({ columns, references }) =>
      columns.length === 1 && columns[0] === column && references?.length === 1,
  );
}

function hintOf(
  info: TableInfo,
  column: ColumnInfo,
  kind: ColumnKind,
  target: string | null,
): Message | null {
  if (target !== null && referenceOf(info, column.name) === null) {
    return message('tables.part_of_reference', { table: labelOf(target) });
  }
  const { missingCollation: collation } = column;
  if (collation !== null) return message('tables.not_compared', { collation });
  if (column.isGenerated) return message('tables.computed');
  const text = column.defaultExpression;
  if (text === null || /^null$/i.test(text)) {
    return column.affinity === 'blob' && kind === 'text' ? UNTYPED_HINT : null;
  }
  const literal = /^'((?:[^']|'')*)'$/.exec(text)?.[1]?.replaceAll("''", "'");
  if (literal !== undefined) {
    if (literal === '') return null;
    if (column.values === null) return message('tables.default', { value: literal });
    const value = { table: info.name, title: titleOfValue(literal, column.values) };
    return message('tables.default_value', { value });
  }
  if (/^CURRENT_/i.test(text)) return message('tables.default_now');
  if (/^(true|false)$/i.test(text)) {
    return message(/^true$/i.test(text) ? 'tables.default_yes' : 'tables.default_no');
  }
  return /^[-+]?[\d.]+$/.test(text)
    ? message('tables.default', { value: text })
    : message('tables.default_computed');
}
