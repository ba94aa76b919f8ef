/** SQLite's tokens of an SQL text, enough to find constraints in a CREATE TABLE. */

export type TokenKind = 'word' | 'identifier' | 'string' | 'number' | 'blob' | 'symbol';

export interface Token {
  kind: TokenKind;
  /** The name or value without its quotes; the text itself for words, numbers and symbols. */
  text: string;
  /** Range in the SQL text; the end is exclusive. */
  start: number;
  end: number;
}

const patterns: [TokenKind | 'space', RegExp][] = [
  ['space', /(?:\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y],
  ['blob', /[xX]'[^']*'/y],
  ['string', /'(?:[^']|'')*'/y],
  ['identifier', /"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/y],
  ['number', /0[xX][0-9a-fA-F]+|(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['word', /[\p{L}_\u0080-\u{10ffff}][\p{L}\p{N}_$\u0080-\u{10ffff}]*/uy],
  ['symbol', /<>|<=|>=|==|!=|\|\||->>|->|<<|>>|[^]/y],
];

/** Splits an SQL text into tokens, without spaces and comments. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < sql.length) {
    const { kind, text } = next(sql, position);
    const end = position + text.length;
    if (kind !== 'space') tokens.push({ kind, text: unquote(kind, text), start: position, end });
    position = end;
  }
  return tokens;
}

/** Returns true when the token is one of these keywords or symbols; a quoted name never is. */
export function isKeyword(token: Token | undefined, ...texts: string[]): boolean {
  if (token?.kind !== 'word' && token?.kind !== 'symbol') return false;
  return texts.includes(token.text.toUpperCase());
}

/** Index of the parenthesis that closes the one at `open`; of the last token when it stays open. */
export function closingIndex(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index += 1) {
    if (isKeyword(tokens[index], '(')) depth += 1;
    if (isKeyword(tokens[index], ')')) depth -= 1;
    if (depth === 0) return index;
  }
  return tokens.length - 1;
}

/** Splits at separators outside of every parenthesis. */
export function splitTokens(
  tokens: readonly Token[],
  isSeparator: (token: Token, index: number) => boolean,
): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  tokens.forEach((token, index) => {
    if (depth === 0 && isSeparator(token, index)) {
      parts.push([]);
      return;
    }
    if (isKeyword(token, '(')) depth += 1;
    if (isKeyword(token, ')')) depth -= 1;
    parts.at(-1)?.push(token);
  });
  return parts;
}

function next(sql: string, position: number): { kind: TokenKind | 'space'; text: string } {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const text = pattern.exec(sql)?.[0];
    if (text !== undefined && text !== '') return { kind, text };
  }
  return { kind: 'symbol', text: sql.charAt(position) };
}

function unquote(kind: TokenKind, text: string): string {
  if (kind !== 'string' && kind !== 'identifier') return text;
  const quote = text.charAt(text.length - 1);
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}
