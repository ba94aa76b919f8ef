import type { Message } from '../../messages/message.js';
import type { ExactValue } from '../values/exact-value.js';
import type { PanelColumn } from '../tables/panel-table.js';

/**
 * Interface of a codec: converts the values of a column between the database and the texts of
 * forms, filters and files. There is one for each kind of column.
 */

/** Value for AdminJS's components, replies and files. */
export type Presented = string | number | boolean | null;

export type Parsed = { value: ExactValue } | { problem: Message };

/**
 * `write(column, String(present(column, stored)), stored)` gives `stored` again, byte for byte and
 * in its storage class, for every stored value that `present` does not shorten to a size.
 */
export interface Codec {
  /** Presents a stored value that is not NULL and not binary. */
  present(column: PanelColumn, stored: string | number | bigint): Presented;
  /**
   * Parses a typed text to write it.
   * @param text not empty, without null characters
   * @param stored value that it replaces, whose notation it keeps; null for a new one
   */
  write(column: PanelColumn, text: string, stored: ExactValue): Parsed;
  /** Parses a typed text to compare stored values with it. */
  compare(column: PanelColumn, text: string): Parsed;
}
