/**
 * Removes the currency sign and the thousands separators of a typed amount: `$1,250.50` becomes
 * `1250.50`. Anything doubtful stays as it was typed, so that the server refuses it by name.
 */
export function plainAmount(typed: string): string {
  const text = typed.trim().replace(/^([+-]?)\s*[$€£]\s*/, '$1');
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(',', '') : text;
}
