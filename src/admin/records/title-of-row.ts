import type { Language } from '../../messages/language.js';
import { message } from '../../messages/message.js';
import { render, titleIn } from '../../messages/render.js';
import { toPlain, type ExactValue } from '../values/exact-value.js';
import { rowLabel, titleOfValue } from '../names/names.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import { shortenText, TITLE_LENGTH } from '../values/short-text.js';

/** Builds the title of a row: what people call it, or its key in a form that they can read. */

export interface RowToTitle {
  params: Readonly<Record<string, unknown>>;
  /** Titles of the rows that it refers to, by path. */
  populated: Readonly<Record<string, { title: string } | undefined>>;
  /** Values of its key; empty for a row that is not stored. */
  keyValues: readonly ExactValue[];
  /** Another row beside it has the same title. */
  hasTwin: boolean;
}

/** Builds the title of a row in a language; its key where its title columns are empty. */
export function titleOfRow(table: PanelTable, row: RowToTitle, language: Language): string {
  const { title, titleForm, columns, info } = table;
  const parts = title.map((name) => {
    const column = columns.find((candidate) => candidate.name === name);
    return column ? titlePart(table, column, row, language) : '';
  });
  const text = shortenText(parts.filter(Boolean).join(titleForm.separator), TITLE_LENGTH);
  const needsKey = titleForm.key === 'always' || (titleForm.key === 'alike' && row.hasTwin);
  const isKey =
    info.primaryKey.every((name) => title.includes(name)) && titleForm.parents.length === 0;
  if (text !== '' && (!needsKey || isKey)) return text;
  return [text, keyText(table, row.keyValues, language)].filter(Boolean).join(' · ');
}

function titlePart(
  table: PanelTable,
  column: PanelColumn,
  { params, populated, keyValues }: RowToTitle,
  language: Language,
): string {
  const { title, titleForm, info } = table;
  const parent = titleForm.parents.includes(column.name) ? populated[column.path] : undefined;
  if (parent !== undefined) return parent.title;
  const isShared = title.length > 1;
  const keyValue = column.isKey ? keyValues[info.primaryKey.indexOf(column.name)] : undefined;
  if (titleForm.key !== 'never' && keyValue !== undefined) {
    const isMixed = column.info.affinity !== 'text';
    return isShared
      ? labelledValue(column, keyValue, language)
      : storedText(keyValue, isMixed, language);
  }
  const value = params[column.path];
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const text = String(value);
  if (column.kind === 'enum') {
    return titleIn(language, titleOfValue(text, column.info.values), info.name);
  }
  if (titleForm.key === 'never') return text;
  if (column.references === null) return text.trim() === '' ? '' : text;
  const stored = column.referencedKey?.valueOf(text) ?? text;
  return labelledValue(column, stored, language);
}

/** Writes a number after its label, which says what it counts: `Order 10`. */
function labelledValue(column: PanelColumn, value: ExactValue, language: Language): string {
  const text = storedText(value, column.info.affinity !== 'text', language);
  const isBare = typeof value === 'string' && value.trim() !== '' && column.references === null;
  return isBare ? text : `${titleIn(language, rowLabel(column.label))} ${text}`;
}

/** Writes the values of a key. */
function keyText(table: PanelTable, values: readonly ExactValue[], language: Language): string {
  const { primaryKey } = table.info;
  const columnOf = (index: number) =>
    table.columns.find(({ name }) => name === primaryKey[index] && values.length > 1);
  return values
    .map((value, index) => {
      const column = columnOf(index);
      return column ? labelledValue(column, value, language) : storedText(value, true, language);
    })
    .join(' · ');
}

/** Bytes of a binary value that are shown from its beginning, and from its end. */
const SHOWN_BYTES = 8;

/**
 * Writes a stored value so that people can tell it from others.
 * @param isMixed true where the column may hold numbers too: a text of digits is then quoted
 */
export function storedText(value: ExactValue, isMixed: boolean, language: Language): string {
  if (value === null) return render(message('tables.no_value'), language);
  if (value instanceof Uint8Array) return bytesText(value);
  if (typeof value !== 'string') return String(toPlain(value));
  if (value === '') return render(message('tables.empty_text'), language);
  const isQuoted = value.trim() === '' || (isMixed && /^[-+]?[\d.]+$/.test(value));
  return isQuoted ? `'${value}'` : shortenText(value, TITLE_LENGTH);
}

function bytesText(bytes: Uint8Array): string {
  const hex = (some: Uint8Array) => Buffer.from(some).toString('hex');
  if (bytes.length <= 2 * SHOWN_BYTES) return `x'${hex(bytes)}'`;
  return `x'${hex(bytes.slice(0, SHOWN_BYTES))}…${hex(bytes.slice(-SHOWN_BYTES))}'`;
}
