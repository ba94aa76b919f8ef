import type { BaseRecord } from 'adminjs';
import type { Config } from '../../config.js';
import { message, type Message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelColumn } from '../tables/panel-table.js';

/** Columns of an exported file: those of the list, a reference as title and key. */

export type ExportValue = string | number | boolean | null;

export interface FileColumn {
  /** Property in JSON. */
  key: string;
  /** Heading in CSV and sheets, in English, so that a file can be imported in any language. */
  header: string;
  kind: 'text' | 'money' | 'number' | 'boolean' | 'date' | 'datetime';
  read: (record: BaseRecord) => ExportValue;
}

/** A column as the export page names it too. */
export interface ExportColumn extends FileColumn {
  title: Message;
}

/**
 * Builds the columns of a file.
 * @param names of the list's columns, in order
 */
export function exportColumns(
  resource: ScopedResource,
  names: readonly string[],
  { bookTimezone }: Config,
): ExportColumn[] {
  return names.flatMap((name) => {
    const column = resource.table.columns.find((candidate) => candidate.name === name);
    return column ? toColumns(resource, column, bookTimezone) : [];
  });
}

function toColumns(
  resource: ScopedResource,
  column: PanelColumn,
  timezone: string,
): ExportColumn[] {
  const { path, label } = column;
  const read = (record: BaseRecord) => toExportValue(record.params[path]);
  const hasTitles = column.references !== null && resource.resourceOf(column.references);
  if (hasTitles) {
    const title = (record: BaseRecord) =>
      (record.populated as unknown as Record<string, { title: string } | undefined>)[path]?.title ??
      null;
    return [
      toColumn(message('title', { title: label }), {
        key: `${path}.title`,
        kind: 'text',
        read: title,
      }),
      toColumn(message('files.id_column', { column: label }), { key: path, kind: 'text', read }),
    ];
  }
  const kind = exportKind(column);
  const title =
    kind === 'datetime'
      ? message('files.time_column', { column: label, timezone })
      : message('title', { title: label });
  return [toColumn(title, { key: path, kind, read })];
}

function toColumn(title: Message, column: Omit<FileColumn, 'header'>): ExportColumn {
  return { ...column, title, header: render(title, 'en') };
}

function exportKind({ kind, info }: PanelColumn): ExportColumn['kind'] {
  switch (kind) {
    case 'money':
    case 'boolean':
    case 'date':
    case 'datetime':
      return kind;
    case 'number':
    case 'integer':
    case 'percent':
    case 'blob':
      return 'number';
    case 'enum':
      return info.values?.every((value) => typeof value === 'number') ? 'number' : 'text';
    case 'text':
    case 'time':
    case 'long_text':
    case 'json':
    case 'reference':
      return 'text';
  }
}

function toExportValue(value: unknown): ExportValue {
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  return isPlain ? (value as ExportValue) : null;
}
