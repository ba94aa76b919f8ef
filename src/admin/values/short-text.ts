/** Shortens texts where they only identify a row: its own page and files have them whole. */

export const CELL_LENGTH = 300;
export const TITLE_LENGTH = 120;

/**
 * Cuts a text to a number of characters, with an ellipsis.
 * @param length in code points, of which one may be two units of a string
 */
export function shortenText(text: string, length: number): string {
  if (text.length <= length) return text;
  const characters = Array.from(text.slice(0, 2 * length + 2));
  return characters.length <= length ? text : `${characters.slice(0, length).join('')}…`;
}
