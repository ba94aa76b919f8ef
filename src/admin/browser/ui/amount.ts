/**
 * An amount as people type it, made plain for the server: `$1,250.50` is 1250.50. Thousands must be
 * grouped rightly; everything doubtful goes to the server as it was typed, which refuses it by name.
 */
export function plainAmount(typed: string): string {
  const text = typed.trim().replace(/^([+-]?)\s*[$€£]\s*/, '$1');
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(',', '') : text;
}
