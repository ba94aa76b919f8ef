import type { Language } from '../../messages/language.js';
import { Message } from '../../messages/message.js';
import { render, type NameOf } from '../../messages/render.js';
import { toVisible, toVisibleLine } from './visible.js';

/** Texts for the operator: lines and tables, written in the language of the command line. */

const segmenter = new Intl.Segmenter('en');

export type Cell = string | number | boolean | Message | null | undefined;

/** Rows under a head line. */
export interface Table {
  head: readonly Message[];
  rows: readonly (readonly Cell[])[];
}

/** One line, a table, or several of them below each other. */
export type Text = Message | Table | readonly Text[];

/** Writes a text in a language, without a line break at its end. */
export function writeText(text: Text, language: Language, nameOf?: NameOf): string {
  if (text instanceof Message) return toVisible(render(text, language, nameOf));
  return 'rows' in text
    ? writeTable(text, (said) => render(said, language, nameOf))
    : text.map((part) => writeText(part, language, nameOf)).join('\n');
}

/** Writes a table, numbers aligned to the right. */
function writeTable({ head, rows }: Table, say: (said: Message) => string): string {
  const texts = [head, ...rows].map((row) => row.map((cell) => toText(cell, say)));
  const widths = head.map((_, column) =>
    Math.max(...texts.map((row) => widthOf(row[column] ?? ''))),
  );
  const isNumber = head.map(
    (_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'),
  );
  return texts
    .map((row) =>
      row
        .map((text, column) => pad(text, widths[column] ?? 0, isNumber[column] ?? false))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function toText(cell: Cell, say: (said: Message) => string): string {
  if (cell instanceof Message) return toVisibleLine(say(cell));
  return cell === null || cell === undefined ? '' : toVisibleLine(String(cell));
}

function pad(text: string, width: number, right: boolean): string {
  const fill = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? fill + text : text + fill;
}

/** Counts graphemes, the characters that a reader sees. */
function widthOf(text: string): number {
  return Array.from(segmenter.segment(text)).length;
}
