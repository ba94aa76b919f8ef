/**
 * SQL texts in a normal form: two texts that differ in nothing that an engine could take differently
 * are one, so that the texts of the whole project can be counted, compared and reviewed.
 *
 * - A text that names its tables bare was written by hand and keeps every word. A list of values
 *   becomes one value, a list of equal rows one row.
 * - A text that quotes a table (`"wagers"."odds"`) was generated for a panel and keeps its shape:
 *   names become `"t"` and `"c"`, and of a list or a chain of conditions each shape stays once. So
 *   tables that tests invent look like ours.
 * - A text that changes the schema keeps its first words: migrations are reviewed where they are.
 */

export interface NormalText {
  /** The first table that the text names, `panels` or `schema`. */
  subject: string;
  text: string;
}

interface Group {
  kind: 'parentheses' | 'case';
  tokens: Token[];
}

type Token = string | Group;

/** @param tables names of the migrated schema's tables */
export function normalForm(sql: string, tables: ReadonlySet<string>): NormalText {
  const words = wordsOf(sql);
  if (/^(CREATE|ALTER|DROP)$/i.test(words[0] ?? '')) {
    return { subject: 'schema', text: `${schemaWords(words).join(' ')} …` };
  }
  if (isGenerated(words)) {
    return { subject: 'panels', text: textOf(shapeOf(treeOf(words.map(anonymous)))) };
  }
  const table = words.map(unquoted).find((word) => tables.has(word));
  return { subject: table ?? 'schema', text: textOf(withoutRepeats(treeOf(words))) };
}

const WORD =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\d+(?:\.\d+)?|[\p{L}_][\p{L}\d_$]*|->>?|\|\||[<>!=]=|<>|\S/gu;

/** Words and signs, without blanks and comments. */
function wordsOf(sql: string): string[] {
  return (sql.match(WORD) ?? []).filter((word) => !/^(\s|--|\/\*)/.test(word));
}

const isQuoted = (word: string): boolean => /^["`]/.test(word);
const unquoted = (word: string): string => (isQuoted(word) ? word.slice(1, -1) : word);

/** Drizzle quotes too, and writes its keywords small: its texts are few, and written by hand. */
function isGenerated(words: readonly string[]): boolean {
  return words.some((word, index) => isQuoted(word) && BEFORE_TABLE.test(words[index - 1] ?? ''));
}

const BEFORE_TABLE = /^(FROM|JOIN|INTO|UPDATE)$/;

function anonymous(word: string, index: number, words: readonly string[]): string {
  if (!isQuoted(word)) return word;
  return words[index + 1] === '.' || BEFORE_TABLE.test(words[index - 1] ?? '') ? '"t"' : '"c"';
}

/** `CREATE UNIQUE INDEX`, `CREATE TABLE IF NOT EXISTS`: the words before the name. */
function schemaWords(words: readonly string[]): string[] {
  const kinds = /^(CREATE|ALTER|DROP|TABLE|INDEX|TRIGGER|VIEW|VIRTUAL|UNIQUE|IF|NOT|EXISTS)$/i;
  const end = words.findIndex((word) => !kinds.test(word));
  return words.slice(0, end === -1 ? words.length : end).map((word) => word.toUpperCase());
}

/** Nests what stands in parentheses and between CASE and END. */
function treeOf(words: readonly string[]): Token[] {
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

/** Keeps of a list each shape of an item once, and of a condition each shape of a term. */
function shapeOf(tokens: readonly Token[]): Token[] {
  return inClauses(nested(tokens, shapeOf), (clause) =>
    distinct(clause, ',', (item) => distinct(item, 'AND', (part) => distinct(part, 'OR'))),
  );
}

/** Keeps of a list of values one value, and of rows of the same shape one row. */
function withoutRepeats(tokens: readonly Token[]): Token[] {
  return inClauses(nested(tokens, withoutRepeats), (clause) => {
    const items = split(clause, ',');
    const kept = items.filter((item, index) => {
      const before = items[index - 1];
      return !before || !isValue(item) || textOf(before) !== textOf(item);
    });
    return joined(kept, ',');
  });
}

/** True for a parameter and for a row. */
const isValue = ([first, ...rest]: readonly Token[]): boolean =>
  rest.length === 0 && (first === '?' || typeof first === 'object');

function nested(tokens: readonly Token[], change: (inner: readonly Token[]) => Token[]): Token[] {
  return tokens.map((token) =>
    typeof token === 'string' ? token : { ...token, tokens: change(token.tokens) },
  );
}

const CLAUSE =
  /^(SELECT|DISTINCT|FROM|WHERE|GROUP|ORDER|BY|HAVING|LIMIT|UNION|ALL|VALUES|SET|RETURNING|ON|WHEN|THEN|ELSE)$/i;

/** Changes what stands between the keywords that begin clauses. */
function inClauses(tokens: readonly Token[], change: (clause: Token[]) => Token[]): Token[] {
  const result: Token[] = [];
  let clause: Token[] = [];
  for (const token of tokens) {
    if (typeof token === 'string' && CLAUSE.test(token)) {
      result.push(...change(clause), token);
      clause = [];
    } else clause.push(token);
  }
  return [...result, ...change(clause)];
}

function split(tokens: readonly Token[], separator: string): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token === separator) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

const joined = (parts: readonly Token[][], separator: string): Token[] =>
  parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));

function distinct(
  tokens: readonly Token[],
  separator: string,
  change: (part: Token[]) => Token[] = (part) => part,
): Token[] {
  const parts = new Map<string, Token[]>();
  for (const part of split(tokens, separator).map(change)) {
    const text = textOf(part);
    if (!parts.has(text)) parts.set(text, part);
  }
  return joined([...parts.values()], separator);
}

function textOf(tokens: readonly Token[]): string {
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
