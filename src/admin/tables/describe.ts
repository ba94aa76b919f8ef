import type { Context } from '../../context.js';
import {
  sameName,
  type Bound,
  type ColumnInfo,
  type TableInfo,
} from '../../db/introspection/introspect.js';
import { message, type Message } from '../../messages/message.js';
import { encryptedColumn } from '../../services/encryption/columns.js';
import type { ColumnKind } from '../contract/panel.js';
import type { ColumnDeclaration, ResourceDeclaration } from '../declaration/resource.js';
import type { RecordKey } from '../keys/column-key.js';
import { isOwnTable, readColumn } from '../columns/column-kinds.js';
import { defaultHintOf, hintOf, MADE_HINT } from './hints.js';
import type { ColumnFormat, ColumnReading } from '../columns/column-reading.js';
import { declaredForm } from './default-title.js';
import { applyDefaults, defaultSort, isLongText } from './defaults.js';
import { toIds } from '../names/ids.js';
import { madeKeyOf } from './made-key.js';
import { labelOf } from '../names/names.js';
import type { PanelColumn, PanelTable } from './panel-table.js';
import { problemOf } from './problem.js';
import { recordKeyOf } from '../keys/record-key.js';
import { linkReferences, referenceOf } from './references.js';
import { isDeclaredSecret, looksSecret } from './secrets.js';
import { isUntypedInfo } from './untyped.js';
import { singularOf } from '../names/words.js';

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
  linkReferences(described, (info, column) => readingOf(readings, info, column));
  applyDefaults(described);
  return described;
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
  const madeKey = madeKeyOf(info);
  // Resource files leave made keys out of their forms.
  const made = declaration === null ? (madeKey?.column ?? null) : null;
  const paths = toIds(
    info.columns.map(({ name }) => name),
    'column',
  );
  const parts = { info, declaration, isSecret, readings, made };
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
    madeKey,
    alternates: [],
    joint: [],
    referrers: [],
    newRowProblem: null,
    title: [declaration?.title ?? []].flat(),
    titleForm: declaredForm,
    list: declaration?.list ?? [],
    show: declaration?.show ?? null,
    sort: declaration?.sort ?? defaultSort(info, columns, madeKey !== null),
    readOnlyReason,
    declaration,
  };
}

function describeColumn(
  context: Context,
  { info, declaration, isSecret, readings, made }: TableParts,
  column: ColumnInfo,
  path: string,
): PanelColumn {
  const declared = declaration?.columns?.[column.name] ?? {};
  const references = referenceOf(info, column.name);
  const reading = readingOf(readings, info, column);
  const { format } = reading;
  const kind = declared.kind ?? (references === null ? reading.kind : 'reference');
  const sealed = encryptedColumn(context, info.name, column.name);
  const isKey = info.primaryKey.includes(column.name);
  const reason = declared.readOnly ?? columnReadOnlyReason(column, kind, isKey);
  const mayBeEmpty = declaration === null && !isKey && takesEmptyText(info, column, kind, format);
  const isRowNumber = isKey && info.primaryKey.length === 1 && isRowNumberOf(info, column);
  return {
    name: column.name,
    path,
    label: declared.label ?? labelOf(column.name),
    kind: kind === 'reference' && !references ? 'text' : kind,
    format,
    isLongText: isLongText(column, { ...reading, kind }),
    info: {
      ...column,
      bounds: [...column.bounds, ...formatBounds(format), ...declaredBounds(declared)],
    },
    isOwn: isOwnTable(info.name),
    isKey,
    isSecret: isSecret(column.name),
    encrypted: sealed ? { indexColumn: sealed.indexColumn ?? null } : null,
    isSensitive: declared.sensitive === true,
    isSigned: declared.signed ?? (declaration === null && kind === 'money'),
    isSummed: declared.summed !== false,
    isOdds: declared.odds !== undefined,
    priceFormat: declared.odds === 'price' ? context.config.oddsFormat : null,
    isRequired:
      (column.notNull || isKey) &&
      column.defaultExpression === null &&
      !isRowNumber &&
      column.name !== made &&
      !(mayBeEmpty && column.notNull) &&
      reason === null,
    mayBeEmpty,
    readOnlyReason: reason,
    references: kind === 'reference' ? references : null,
    referencedKey: null,
    referencedPaths: null,
    hint: declared.hint ?? hintOf(column, kind),
    newHint: column.name === made ? MADE_HINT : defaultHintOf(info, column, { ...reading, kind }),
    tones: declared.tones ?? {},
  };
}

interface TableParts {
  info: TableInfo;
  declaration: ResourceDeclaration | null;
  isSecret: (column: string) => boolean;
  readings: Readings;
  /** Key that the panels make for a new row whose form has none. */
  made: string | null;
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
 * Accepts the empty text where values or the list of a CHECK have it, and in a text without a
 * minimum length and without a unique index: declared tables require a text, and so does a column
 * that identifies rows.
 */
function takesEmptyText(
  info: TableInfo,
  column: ColumnInfo,
  kind: ColumnKind,
  { hasEmptyText = false }: ColumnFormat,
): boolean {
  if (kind === 'enum') return column.values?.includes('') ?? false;
  if (hasEmptyText) return !['boolean', 'reference', 'blob'].includes(kind);
  const isText =
    (column.affinity === 'text' || isUntypedInfo(column, kind)) &&
    (kind === 'text' || kind === 'long_text');
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

function columnReadOnlyReason(
  column: ColumnInfo,
  kind: ColumnKind,
  isKey: boolean,
): Message | null {
  if (column.isGenerated) return message('tables.computed');
  return kind === 'blob' && isKey ? message('tables.binary') : null;
}

/** Recognises INTEGER PRIMARY KEY, which SQLite assigns on insert. */
function isRowNumberOf({ withoutRowid }: TableInfo, { declaredType }: ColumnInfo): boolean {
  return declaredType.toUpperCase() === 'INTEGER' && !withoutRowid;
}
