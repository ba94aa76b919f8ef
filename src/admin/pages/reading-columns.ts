import type { Context } from '../../context.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import type { ReadColumn, ReadTable, SampleValue } from '../contract/readings.js';
import { isForeignTable } from '../readings/choices.js';
import { kindsFor } from '../readings/kinds.js';
import { sampleTables, type TableSample } from '../readings/sample.js';
import { versionOf, type NamedReading } from '../readings/store.js';
import { planAccess } from '../tables/access.js';
import type { ColumnSample } from '../columns/column-reading.js';
import { readDeclaredType } from '../columns/declared-types.js';
import { toPlain, type ExactValue } from '../values/exact-value.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import { shortenText } from '../values/short-text.js';
import { formatLines, kindLabel, reasonOf, storageOf } from './reading-texts.js';

/** Describes the columns of a table, with samples that are read now and never stored. */

const SHOWN_VALUES = 5;
const SHOWN_LENGTH = 60;

/** Describes a table and samples the columns that an administrator may read. */
export async function describeReadTable(
  context: Context,
  table: PanelTable,
  stored: readonly NamedReading[],
): Promise<ReadTable<Message>> {
  const { info } = table;
  const open = openColumns(table);
  const columns = info.columns.filter(({ name }) => open.has(name));
  const isSampled = columns.length > 0 && info.problem === null;
  const [sample = null] = isSampled ? await sampleTables(context, [{ info, columns }]) : [];
  const decisionOf = ({ name }: PanelColumn) =>
    stored.find((one) => one.table === info.name && one.column === name) ?? null;
  return {
    id: table.id,
    name: info.name,
    label: message('title', { title: table.label }),
    ...(isForeignTable(table) ? {} : { readOnly: readOnlyNote(table) }),
    ...(isSampled && sample === null ? { note: message('readings.not_sampled') } : {}),
    columns: table.columns.map((column) =>
      describeReadColumn(context, { table, column, sample, open }, decisionOf(column)),
    ),
  };
}

function readOnlyNote({ declaration, columns }: PanelTable): Message {
  const isDescribed = declaration !== null || columns.some(({ isOwn }) => isOwn);
  return message(isDescribed ? 'readings.described' : 'readings.undecided');
}

/** Returns the columns whose values the page may show: neither secret, encrypted nor personal ones. */
function openColumns(table: PanelTable): ReadonlySet<string> {
  const read = planAccess(table, 'admin')?.read ?? new Set<string>();
  const isOpen = ({ name, isSecret, encrypted, isSensitive }: PanelColumn) =>
    read.has(name) && !isSecret && encrypted === null && !isSensitive;
  return new Set(table.columns.filter(isOpen).map(({ name }) => name));
}

interface ColumnParts {
  table: PanelTable;
  column: PanelColumn;
  sample: TableSample;
  open: ReadonlySet<string>;
}

function describeReadColumn(
  context: Context,
  { table, column, sample, open }: ColumnParts,
  stored: NamedReading | null,
): ReadColumn<Message> {
  const own = sample?.get(column.name) ?? null;
  const decision = isForeignTable(table) ? stored : null;
  return {
    name: column.name,
    declared: column.info.declaredType,
    kind: column.kind,
    kindLabel: kindLabel(column.kind),
    reason: reasonOf(context, table, column, decision),
    format: column.isSecret ? [] : formatLines(column),
    sampled: decision?.sampled ?? null,
    sample: open.has(column.name) ? showSample(column, own) : null,
    kinds: choosableKinds(table, column, own).map((kind) => ({
      value: kind,
      label: kindLabel(kind),
    })),
    version: versionOf(decision),
  };
}

/** Returns the kinds that an administrator may choose; none for a column that others decide. */
export function choosableKinds(
  table: PanelTable,
  column: PanelColumn,
  sample: ColumnSample | null,
): ReturnType<typeof kindsFor> {
  const isDecided = !isForeignTable(table) || column.isSecret || column.references !== null;
  return isDecided ? [] : kindsFor(column.info, sample);
}

function showSample(column: PanelColumn, sample: ColumnSample | null): SampleValue<Message>[] {
  const distinct = new Map<string, ExactValue>();
  for (const value of sample?.values ?? []) {
    const name = `${typeof value} ${value instanceof Uint8Array ? 'BLOB' : String(value)}`;
    if (distinct.size < SHOWN_VALUES && !distinct.has(name)) distinct.set(name, value);
  }
  const usual = usualStorage(column);
  return [...distinct.values()].map((value) => {
    const storage = storageOf(value);
    return {
      text: showValue(value),
      ...(usual.includes(storage) ? {} : { storage }),
    };
  });
}

function showValue(value: ExactValue): Message {
  if (value instanceof Uint8Array) return message('readings.binary');
  if (value === '') return message('tables.empty_text');
  return verbatim(shortenText(String(toPlain(value)), SHOWN_LENGTH));
}

/** Returns the storage classes that a declaration leads one to expect. */
function usualStorage({ info }: PanelColumn): readonly string[] {
  const { family } = readDeclaredType(info.declaredType);
  switch (info.affinity) {
    case 'text':
      return ['TEXT'];
    case 'integer':
      return ['INTEGER'];
    case 'real':
      return ['REAL'];
    case 'blob':
      return family === 'binary' ? ['BLOB'] : [];
    case 'numeric':
      return ['decimal', 'number', 'year', 'boolean'].includes(family)
        ? ['INTEGER', 'REAL']
        : ['TEXT'];
  }
}
