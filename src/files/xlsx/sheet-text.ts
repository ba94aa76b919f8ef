/** Characters of the longest cell. */
const LONGEST_CELL = 32_767;

/**
 * Converts a text to what a cell can hold: shortened, without control characters, which XML lacks;
 * halves of surrogate pairs end as `U+FFFD`.
 */
export function toSheetText(text: string): string {
  return text
    .slice(0, LONGEST_CELL)
    .replace(/[^\P{Cc}\t\n\r\u007f-\u009f]|[\ufffe\uffff]/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}
