/** An SQL text as words that nest where its parentheses and its CASE expressions do. */

export interface Group {
  kind: 'parentheses' | 'case';
  tokens: Token[];
}

export type Token = string | Group;

/** Nests what stands in parentheses and between CASE and END. */
export function treeOf(words: readonly string[]): Token[] {
  const root: Group = { kind: 'parentheses', tokens: [] };
  const open = [root];
  for (const word of words) {
    const inner = open.at(-1) ?? root;
    const isCase = /^CASE$/i.test(word);
    if (word === '(' || isCase) {
      const group: Group = { kind: isCase ? 'case' : 'parentheses', tokens: [] };
      inner.tokens.push(group);
      open.push(group);
    } else if (word === ')' || (/^END$/i.test(word) && inner.kind === 'case')) open.pop();
    else inner.tokens.push(word);
  }
  return root.tokens;
}

/** Writes tokens as one line. */
export function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (typeof token === 'string') return token;
      const inner = textOf(token.tokens);
      return token.kind === 'case' ? `CASE ${inner} END` : `(${inner})`;
    })
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([,;.])/g, '$1')
    .replace(/\. /g, '.')
    .replace(/\b([a-z_]\w*) \(/g, '$1(');
}

/** Changes what every group holds. */
export function nested(
  tokens: readonly Token[],
  change: (inner: readonly Token[]) => Token[],
): Token[] {
  return tokens.map((token) =>
    typeof token === 'string' ? token : { ...token, tokens: change(token.tokens) },
  );
}

const CLAUSE =
  /^(WITH|SELECT|DISTINCT|FROM|LEFT|CROSS|JOIN|WHERE|GROUP|ORDER|BY|HAVING|LIMIT|OFFSET|UNION|ALL|INSERT|INTO|VALUES|UPDATE|DELETE|SET|RETURNING|ON|CONFLICT|DO|WHEN|THEN|ELSE)$/i;

/** True for a keyword that begins a clause. */
export const isClause = (token: Token | undefined): token is string =>
  typeof token === 'string' && CLAUSE.test(token);

/** Changes what stands between the keywords that begin clauses. */
export function inClauses(
  tokens: readonly Token[],
  change: (clause: Token[], keyword: string) => Token[],
): Token[] {
  const result: Token[] = [];
  let clause: Token[] = [];
  let keyword = '';
  for (const token of tokens) {
    if (isClause(token)) {
      result.push(...change(clause, keyword), token);
      clause = [];
      keyword = token;
    } else clause.push(token);
  }
  return [...result, ...change(clause, keyword)];
}

/** Parts tokens at separators; the AND of a BETWEEN is none. */
export function split(tokens: readonly Token[], separators: readonly string[]): Token[][] {
  const parts: Token[][] = [[]];
  let isBetween = false;
  for (const token of tokens) {
    if (token === 'BETWEEN') isBetween = true;
    if (
      typeof token === 'string' &&
      separators.includes(token) &&
      !(isBetween && token === 'AND')
    ) {
      parts.push([]);
      continue;
    }
    if (token === 'AND') isBetween = false;
    parts.at(-1)?.push(token);
  }
  return parts;
}

/** Puts parts together with a separator between them. */
export const joined = (parts: readonly Token[][], separator: string): Token[] =>
  parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
