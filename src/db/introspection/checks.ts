import { isKeyword, splitTokens, type Token } from './tokens.js';

/** Facts of a CHECK that a form can use: allowed values, bounds, JSON. The database checks the rest. */

export interface CheckFacts {
  column: string;
  /** The only allowed values (beside null). */
  values?: (string | number)[];
  isJson?: true;
  bounds?: Bound[];
}

export interface Bound {
  /** `length`: of the text; `value`: of the number */
  of: 'value' | 'length';
  operator: '>' | '>=' | '<' | '<=';
  limit: number;
}

type FindColumn = (name: string) => string | undefined;

/**
 * Reads the facts of one CHECK expression.
 * @param find returns the column's real name, in any spelling; undefined when it is not a column
 */
export function readCheck(tokens: readonly Token[], find: FindColumn): CheckFacts[] {
  const expression = stripParentheses(tokens);
  const conjuncts = splitAnd(expression);
  if (conjuncts.length > 1) return conjuncts.flatMap((part) => readCheck(part, find));
  const facts =
    readAlternatives(expression, find) ?? readBound(withoutNullCheck(expression, find), find);
  return facts ? [facts] : [];
}

/** Shortens `c IS NULL OR x` to `x`: a CHECK lets null pass anyway. */
function withoutNullCheck(tokens: readonly Token[], find: FindColumn): readonly Token[] {
  const parts = splitTokens(tokens, (token) => isKeyword(token, 'OR')).map(stripParentheses);
  const rest = parts.filter((part) => readAlternative(part, find)?.values?.length !== 0);
  return rest.length === 1 && rest[0] ? rest[0] : tokens;
}

/** Reads `c IN (…)`, `c = x OR c = y`, `json_valid(c)`, each with or without `OR c IS NULL`. */
function readAlternatives(tokens: readonly Token[], find: FindColumn): CheckFacts | undefined {
  const alternatives = splitTokens(tokens, (token) => isKeyword(token, 'OR')).map((part) =>
    readAlternative(stripParentheses(part), find),
  );
  const known = alternatives.filter((part) => part !== undefined);
  const column = known[0]?.column;
  if (column === undefined || known.length < alternatives.length) return undefined;
  if (known.some((part) => part.column !== column)) return undefined;
  const json = known.filter((part) => part.isJson);
  const values = known.flatMap((part) => part.values ?? []);
  if (json.length > 0) return values.length > 0 ? undefined : { column, isJson: true };
  return values.length > 0 ? { column, values: [...new Set(values)] } : undefined;
}

/** Reads one alternative; `c IS NULL` adds no value. */
function readAlternative(tokens: readonly Token[], find: FindColumn): CheckFacts | undefined {
  const nested = splitTokens(tokens, (token) => isKeyword(token, 'OR'));
  if (nested.length > 1) return readAlternatives(tokens, find);
  const json = readJsonCheck(tokens, find);
  if (json) return json;
  const left = readColumn(tokens, find);
  if (left) return readComparison(left.column, tokens.slice(left.length), find);
  const literal = readLiteral(tokens, find);
  if (literal && isKeyword(tokens[literal.length], '=', '==', 'IS')) {
    const right = readColumn(tokens.slice(literal.length + 1), find);
    const isWhole = right && tokens.length === literal.length + 1 + right.length;
    if (isWhole) return { column: right.column, values: valuesOf([literal.value]) };
  }
  return undefined;
}

function readComparison(
  column: string,
  rest: readonly Token[],
  find: FindColumn,
): CheckFacts | undefined {
  if (isKeyword(rest[0], 'ISNULL') && rest.length === 1) return { column, values: [] };
  if (isKeyword(rest[0], 'IN') && isKeyword(rest[1], '(') && isKeyword(rest.at(-1), ')')) {
    const items = splitTokens(rest.slice(2, -1), (token) => isKeyword(token, ','));
    const literals = items.map((item) => {
      const literal = readLiteral(stripParentheses(item), find);
      return literal?.length === stripParentheses(item).length ? literal : undefined;
    });
    if (literals.some((literal) => literal === undefined)) return undefined;
    return { column, values: valuesOf(literals.map((literal) => literal?.value ?? null)) };
  }
  if (isKeyword(rest[0], '=', '==', 'IS')) {
    const right = stripParentheses(rest.slice(1));
    const literal = readLiteral(right, find);
    if (literal?.length === right.length) return { column, values: valuesOf([literal.value]) };
  }
  return undefined;
}

/** Reads `json_valid(c)`, also compared with 1. */
function readJsonCheck(tokens: readonly Token[], find: FindColumn): CheckFacts | undefined {
  if (!isKeyword(tokens[0], 'JSON_VALID') || !isKeyword(tokens[1], '(')) return undefined;
  const argument = readColumn(tokens.slice(2), find);
  if (!argument) return undefined;
  const close = 2 + argument.length;
  if (isKeyword(tokens[close], ',') && tokens[close + 1]?.kind === 'number') {
    return tokens.length === close + 3 ? { column: argument.column, isJson: true } : undefined;
  }
  if (!isKeyword(tokens[close], ')')) return undefined;
  const rest = tokens.slice(close + 1);
  const isCompared =
    rest.length === 2 && isKeyword(rest[0], '=', '==', 'IS') && rest[1]?.text === '1';
  return rest.length === 0 || isCompared ? { column: argument.column, isJson: true } : undefined;
}

const flipped = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' } as const;

/** Reads `c > 0`, `0 < c`, `c BETWEEN 0 AND 1`, `length(c) <= 10`. */
function readBound(tokens: readonly Token[], find: FindColumn): CheckFacts | undefined {
  const left = readMeasured(tokens, find);
  if (left) {
    const operator = tokens[left.length];
    const right = readSignedNumber(tokens.slice(left.length + 1));
    if (isKeyword(operator, 'BETWEEN') && right) {
      const upper = readSignedNumber(tokens.slice(left.length + right.length + 2));
      if (!upper) return undefined;
      const { column, of } = left;
      return {
        column,
        bounds: [
          { of, operator: '>=', limit: right.value },
          { of, operator: '<=', limit: upper.value },
        ],
      };
    }
    if (!right || tokens.length !== left.length + 1 + right.length) return undefined;
    if (!isComparison(operator?.text)) return undefined;
    const bound: Bound = { of: left.of, operator: operator.text, limit: right.value };
    return { column: left.column, bounds: [bound] };
  }
  const literal = readSignedNumber(tokens);
  const operator = tokens[literal?.length ?? 0]?.text;
  if (!literal || !isComparison(operator)) return undefined;
  const right = readMeasured(tokens.slice(literal.length + 1), find);
  if (!right || tokens.length !== literal.length + 1 + right.length) return undefined;
  const bound: Bound = { of: right.of, operator: flipped[operator], limit: literal.value };
  return { column: right.column, bounds: [bound] };
}

function isComparison(text: string | undefined): text is keyof typeof flipped {
  return text !== undefined && Object.hasOwn(flipped, text);
}

function readMeasured(
  tokens: readonly Token[],
  find: FindColumn,
): { column: string; of: Bound['of']; length: number } | undefined {
  if (isKeyword(tokens[0], 'LENGTH') && isKeyword(tokens[1], '(')) {
    const column = readColumn(tokens.slice(2), find);
    if (!column || !isKeyword(tokens[2 + column.length], ')')) return undefined;
    return { column: column.column, of: 'length', length: column.length + 3 };
  }
  const column = readColumn(tokens, find);
  return column && { ...column, of: 'value' };
}

/** Reads `c`, `"c"`, `t.c`, `(c)`, `c COLLATE NOCASE`. */
function readColumn(
  tokens: readonly Token[],
  find: FindColumn,
): { column: string; length: number } | undefined {
  if (isKeyword(tokens[0], '(')) {
    const inner = readColumn(tokens.slice(1), find);
    const isClosed = inner && isKeyword(tokens[inner.length + 1], ')');
    return isClosed ? { column: inner.column, length: inner.length + 2 } : undefined;
  }
  const isName = (token: Token | undefined) =>
    token?.kind === 'word' || token?.kind === 'identifier';
  const isQualified = isName(tokens[0]) && isKeyword(tokens[1], '.') && isName(tokens[2]);
  const length = isQualified ? 3 : 1;
  const token = tokens[length - 1];
  if (!token || !isName(token) || isKeyword(tokens[length], '(')) return undefined;
  const column = find(token.text);
  if (column === undefined) return undefined;
  const hasCollation = isKeyword(tokens[length], 'COLLATE');
  return { column, length: hasCollation ? length + 2 : length };
}

type Literal = string | number | null;

/** Reads a literal. As in SQLite, a double-quoted name of no column is a string. */
function readLiteral(
  tokens: readonly Token[],
  find: FindColumn,
): { value: Literal; length: number } | undefined {
  const [first] = tokens;
  if (!first) return undefined;
  if (first.kind === 'string') return { value: first.text, length: 1 };
  if (first.kind === 'identifier' && find(first.text) === undefined) {
    return { value: first.text, length: 1 };
  }
  if (isKeyword(first, 'NULL')) return { value: null, length: 1 };
  if (isKeyword(first, 'TRUE')) return { value: 1, length: 1 };
  if (isKeyword(first, 'FALSE')) return { value: 0, length: 1 };
  return readSignedNumber(tokens);
}

/** Reads a number; undefined for an integer that a double would round to another one. */
function readSignedNumber(tokens: readonly Token[]): { value: number; length: number } | undefined {
  const isSigned = isKeyword(tokens[0], '-', '+');
  const token = tokens[isSigned ? 1 : 0];
  if (token?.kind !== 'number') return undefined;
  const text = token.text.replaceAll('_', '');
  const value = Number(text);
  if (/^(\d+|0x[\da-f]+)$/i.test(text) && !Number.isSafeInteger(value)) return undefined;
  const sign = isKeyword(tokens[0], '-') ? -1 : 1;
  return { value: sign * value, length: isSigned ? 2 : 1 };
}

const valuesOf = (literals: readonly Literal[]) => literals.filter((value) => value !== null);

/** Splits at each AND, except the one of `BETWEEN x AND y`. */
function splitAnd(tokens: readonly Token[]): Token[][] {
  let betweens = 0;
  return splitTokens(tokens, (token) => {
    if (isKeyword(token, 'BETWEEN')) betweens += 1;
    if (!isKeyword(token, 'AND')) return false;
    if (betweens > 0) {
      betweens -= 1;
      return false;
    }
    return true;
  });
}

function stripParentheses(tokens: readonly Token[]): readonly Token[] {
  let stripped = tokens;
  while (isKeyword(stripped[0], '(') && isKeyword(stripped.at(-1), ')')) {
    const inner = stripped.slice(1, -1);
    let depth = 0;
    const isOnePair = inner.every((token) => {
      if (isKeyword(token, '(')) depth += 1;
      if (isKeyword(token, ')')) depth -= 1;
      return depth >= 0;
    });
    if (!isOnePair) return stripped;
    stripped = inner;
  }
  return stripped;
}
