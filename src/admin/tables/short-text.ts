/** Long texts where they only say which row it is: whole they are on its own page and in files. */
export const CELL_LENGTH = 300;
export const TITLE_LENGTH = 120;

/** @param length in characters as people count them, of which one may be two units of a string */
export function shortenText(text: string, length: number): string {
  if (text.length <= length) return text;
  const characters = Array.from(text.slice(0, 2 * length + 2));
  return characters.length <= length ? text : `${characters.slice(0, length).join('')}…`;
}
