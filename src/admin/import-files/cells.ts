import { toSheetText } from '../../files/xlsx/sheet-text.js';
import { message, type Message } from '../../messages/message.js';
import type { Parsed } from '../codecs/codec.js';
import { isSamePresented, parseValue, presentValue } from '../codecs/values.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import type { ExactValue } from '../values/exact-value.js';
import { fromLocalTime, inZone, localTime } from '../values/local-time.js';

/** Reads the cells of a file by the codecs of their columns. */

/** Longest cell, in UTF-16 units. */
const LONGEST_CELL = 100_000;

/** A text as the codec of its column takes it. */
export type Typed = { text: string } | { problem: Message };

/** Reads a cell as a typed text; null for an empty one. */
export function typedCell(
  table: PanelTable,
  column: PanelColumn,
  cell: string,
  zone: string | null,
): Typed | null {
  const trimmed = cell.trim();
  if (trimmed === '') return null;
  if (cell.length > LONGEST_CELL) {
    return { problem: message('tables.longest', { limit: LONGEST_CELL }) };
  }
  const isText = ['text', 'long_text', 'json'].includes(column.kind);
  // Resource files describe texts that people type; other programs mean their spaces.
  if (isText && table.declaration === null) return { text: cell };
  if (column.kind === 'boolean') return { text: flagText(column, trimmed) };
  const isTime = column.kind === 'datetime' || column.kind === 'date';
  const instant = isTime && zone !== null ? fromLocalTime(trimmed, zone) : null;
  return { text: instant ?? trimmed };
}

/** Reads flags as exports write them, yes and no, and as Spanish says them. */
function flagText({ format }: PanelColumn, text: string): string {
  if (format.flags?.some((flag) => flag === text) === true) return text;
  if (/^(?:yes|s[ií])$/i.test(text.normalize('NFC'))) return 'true';
  return /^no$/i.test(text) ? 'false' : text;
}

/** Parses a cell as the value of a new row. */
export function parseNew(column: PanelColumn, typed: Typed | null): Parsed {
  if (typed === null) return parseValue(column, null);
  return 'problem' in typed ? typed : parseValue(column, typed.text);
}

/**
 * Parses a cell as the value that replaces a stored one; the stored one itself where the cell means
 * it, in whatever notation.
 * @param cell as the file has it
 */
export function parseChange(
  column: PanelColumn,
  { typed, cell, zone }: { typed: Typed; cell: string; zone: string | null },
  stored: ExactValue,
): Parsed {
  if (isAsExported(column, cell, stored, zone)) return { value: stored };
  if ('problem' in typed) return typed;
  if (stored instanceof Uint8Array && column.referencedKey === null) {
    return { problem: message('tables.binary_field') };
  }
  const parsed = parseValue(column, typed.text, stored);
  if ('problem' in parsed) return parsed;
  const isSame = isSamePresented(
    column,
    presentValue(column, parsed.value),
    presentValue(column, stored),
  );
  return isSame ? { value: stored } : parsed;
}

/** Returns true for the text that an export writes for the stored value. */
function isAsExported(
  column: PanelColumn,
  cell: string,
  stored: ExactValue,
  zone: string | null,
): boolean {
  const shown = presentValue(column, stored);
  if (shown === null) return false;
  const trimmed = cell.trim();
  if (typeof shown === 'boolean') return trimmed.toLowerCase() === (shown ? 'yes' : 'no');
  if (typeof shown === 'number') return trimmed === String(shown) || trimmed === shown.toFixed(2);
  if (cell === shown || cell === toSheetText(shown)) return true;
  if (zone === null || column.kind !== 'datetime') return false;
  const local = localTime(shown, zone);
  if (local === null) return false;
  const fraction = inZone(shown, zone)?.toFormat('.SSS') ?? '';
  return trimmed === local || trimmed === local + fraction;
}
