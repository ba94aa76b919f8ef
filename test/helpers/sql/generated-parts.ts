import { type Group, inClauses, isClause, joined, split, textOf, type Token } from './tree.js';

/**
 * Parts of a generated text: each query of it as its clauses, and by its clause each item of a list
 * and each term of a condition. A list has filters, orders and scopes by the hundred, and their
 * combinations by the thousand; an engine that takes every part takes every list.
 */

const REST = '…';

/** Returns the parts of a generated text, each once. */
export function generatedParts(tokens: readonly Token[]): string[] {
  const parts = new Set<string>();
  addQuery(tokens, parts);
  return [...parts];
}

function addQuery(tokens: readonly Token[], parts: Set<string>): void {
  const clauses = inClauses(tokens, (clause, keyword) => {
    for (const item of termsOf(clause))
      parts.add(withoutRepeats(`${keyword} ${itemText(item, parts)}`.trim()));
    return clause.length === 0 ? [] : [REST];
  });
  parts.add(withoutRepeats(textOf(clauses)));
}

/** Items of a list, terms of a condition; none of an empty clause. */
function termsOf(clause: readonly Token[]): Token[][] {
  return split(clause, [',', 'AND', 'OR']).filter((part) => part.length > 0);
}

/** Writes an item; what nests in it becomes parts of its own. */
function itemText(item: readonly Token[], parts: Set<string>): string {
  return textOf(item.map((token) => (typeof token === 'string' ? token : shorten(token, parts))));
}

function shorten(group: Group, parts: Set<string>): Token {
  const { kind, tokens } = group;
  const [first] = tokens;
  // CASE WHEN: a condition. CASE x WHEN: a choice, which is one expression.
  if (isClause(first) || hasTerms(tokens)) {
    addQuery(tokens, parts);
    const head = isClause(first) ? [first, REST] : [REST];
    return { kind, tokens: head };
  }
  const items = split(tokens, [',']).map((item) =>
    item.map((token) => (typeof token === 'string' ? anyPlace(token) : shorten(token, parts))),
  );
  const distinct = new Map(items.map((item) => [textOf(item), item]));
  return { kind, tokens: joined([...distinct.values()], ',') };
}

/** Writes a path into a JSON list without its number: a row has as many as the table has columns. */
const anyPlace = (word: string): string => word.replace(/^'\$\[\d+\]'$/, "'$[n]'");

/** Writes a sum of equal terms as two of them: a table has as many as it has columns. */
const withoutRepeats = (text: string): string =>
  text.replace(/((?:coalesce|substr)\(.*?\))(?: (\+|\|\|) \1)+/g, '$1 $2 $1');

const hasTerms = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => token === 'AND' || token === 'OR');
