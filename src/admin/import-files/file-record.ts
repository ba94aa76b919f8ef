import type { Message } from '../../messages/message.js';

/** Rows of files as every reader gives them. */

/** Characters of the longest row. */
export const LONGEST_ROW = 200_000;

/** A row as its file has it. */
export interface FileRecord {
  /** Line of the file, or row of the sheet, counted from 1. */
  line: number;
  cells: string[];
  /** Problems of cells whose value cannot be read, by position. */
  faults?: ReadonlyMap<number, Message>;
}

/** Beginning of the row in a template that says what each column takes. */
export const HINT_MARK = '#takes: ';

/** Returns true for the row of hints below the headers of a template, which is no data. */
export function isHintRow(cells: readonly string[]): boolean {
  return cells[0]?.startsWith(HINT_MARK) ?? false;
}
