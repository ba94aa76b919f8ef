/** Texts by which a value of the world is known wherever it leaks. */

let count = 0;
/** A text that stands nowhere else. */
export const token = (what: string) => `zq${what}${String((count += 1)).padStart(5, '0')}`;

/** Tokens, ids, wager numbers and amounts: what a value can be known by. */
const tokens =
  /zq[a-z]+\d{5}|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|W-\d+|\b\d{4}\.\d\d\b/g;

export function tokensIn(text: string): Set<string> {
  return new Set(text.match(tokens) ?? []);
}
