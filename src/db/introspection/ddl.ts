import { closingIndex, isKeyword, splitTokens, tokenize, type Token } from './tokens.js';

/**
 * Facts that only the text of a CREATE TABLE holds: its CHECK constraints, its options, and the
 * collations of its columns.
 */

export interface CheckText {
  /** Name in the engine's errors: the constraint's name, or its expression. */
  name: string;
  expression: Token[];
}

export interface TableText {
  checks: CheckText[];
  /** Collation by the name of the column, as written; columns without one compare bytes. */
  collations: ReadonlyMap<string, string>;
  strict: boolean;
  withoutRowid: boolean;
}

/** The facts of a table whose text has none. */
export const noText: TableText = {
  checks: [],
  collations: new Map(),
  strict: false,
  withoutRowid: false,
};

/** Reads CHECK constraints, collations and options of a CREATE TABLE; none from any other text. */
export function parseCreateTable(sql: string): TableText {
  const tokens = tokenize(sql);
  const open = tokens.findIndex((token) => isKeyword(token, '('));
  if (open < 0 || !tokens.slice(0, open).some((token) => isKeyword(token, 'TABLE'))) {
    return noText;
  }
  const close = closingIndex(tokens, open);
  const definitions = splitTokens(tokens.slice(open + 1, close), (token) => isKeyword(token, ','));
  const options = tokens.slice(close + 1);
  return {
    checks: definitions.flatMap((definition) => readChecks(sql, definition)),
    collations: new Map(definitions.flatMap(readCollation)),
    strict: options.some((token) => isKeyword(token, 'STRICT')),
    withoutRowid: options.some((token) => isKeyword(token, 'WITHOUT')),
  };
}

/** Reads the COLLATE of a column's definition, outside of its expressions. */
function readCollation(definition: readonly Token[]): [string, string][] {
  const [name] = definition;
  const parts = splitTokens(definition, (token) => isKeyword(token, 'COLLATE'));
  const [collation] = parts.at(1) ?? [];
  return name && collation ? [[name.text, collation.text]] : [];
}

/**
 * Reads the CHECKs of one column or table constraint. As in SQLite, a CONSTRAINT name holds for
 * every check up to the next comma.
 */
function readChecks(sql: string, definition: readonly Token[]): CheckText[] {
  const checks: CheckText[] = [];
  let name: string | undefined;
  for (let index = 0; index < definition.length; index += 1) {
    const token = definition[index];
    if (isKeyword(token, 'CONSTRAINT')) {
      name = definition[index + 1]?.text;
      index += 1;
    } else if (isKeyword(token, '(')) {
      const close = closingIndex(definition, index);
      if (isKeyword(definition[index - 1], 'CHECK')) {
        const expression = definition.slice(index + 1, close);
        const [first, last] = [expression[0], expression.at(-1)];
        const text = first && last ? sql.slice(first.start, last.end) : '';
        checks.push({ name: name ?? text, expression });
      }
      index = close;
    }
  }
  return checks;
}
