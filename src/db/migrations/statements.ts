import { isKeyword, splitTokens, tokenize, type Token } from '../introspection/tokens.js';
import { folded } from '../names.js';

/** Facts of one statement of a script that its first words decide. */

export type ObjectType = 'table' | 'index' | 'view' | 'trigger';

export interface StatementFacts {
  /** Type of the object that a DROP names; null of any other statement. */
  drops: ObjectType | null;
  /** An ALTER: a column or table that goes under it is the one that it names. */
  isAlter: boolean;
  /** May change the schema; the others read or write rows, or are refused by the engines. */
  isOnSchema: boolean;
  /** Folded name of the table of a DELETE; null of any other statement. */
  deletesFrom: string | null;
  /** May delete rows: by itself, through a trigger, or through the foreign keys of a dropped table. */
  mayDeleteRows: boolean;
}

const DROPS: Readonly<Record<string, ObjectType>> = {
  TABLE: 'table',
  INDEX: 'index',
  VIEW: 'view',
  TRIGGER: 'trigger',
};
/** Pragmas too: `legacy_alter_table` decides what a rename does. */
const ON_SCHEMA = ['CREATE', 'ALTER', 'DROP', 'PRAGMA'];

/** Reads the facts of a statement. SQLite's grammar puts them into the first words. */
export function readStatement(sql: string): StatementFacts {
  const tokens = tokenize(sql);
  const [first, second] = tokens;
  const isDrop = isKeyword(first, 'DROP');
  const drops = (isDrop && DROPS[second?.text.toUpperCase() ?? '']) || null;
  const isSchemaOnly =
    isKeyword(first, 'CREATE', 'ALTER') || (drops !== null && drops !== 'table');
  return {
    drops,
    isAlter: isKeyword(first, 'ALTER'),
    isOnSchema: isKeyword(first, ...ON_SCHEMA),
    deletesFrom: isKeyword(first, 'DELETE', 'WITH') ? deletedTable(tokens) : null,
    mayDeleteRows: !isSchemaOnly,
  };
}

/**
 * Writes an SQL text in a form that is equal for texts of one meaning: without comments, spaces,
 * quotes of names and the case of words.
 */
export function normalForm(sql: string): string {
  const tokens = tokenize(sql).filter((token, index, all) => {
    return !(index === all.length - 1 && isKeyword(token, ';'));
  });
  return tokens.map(normalToken).join(' ');
}

function normalToken({ kind, text }: Token): string {
  if (kind === 'string') return `'${text.replaceAll("'", "''")}'`;
  return folded(text);
}

/** Finds the table of a DELETE, also behind common table expressions. */
function deletedTable(tokens: readonly Token[]): string | null {
  const [outside = []] = splitTokens(tokens, (token) => isKeyword(token, ';'));
  let depth = 0;
  const verb = outside.findIndex((token) => {
    if (isKeyword(token, '(')) depth += 1;
    if (isKeyword(token, ')')) depth -= 1;
    return depth === 0 && isKeyword(token, 'INSERT', 'REPLACE', 'UPDATE', 'DELETE', 'SELECT');
  });
  if (!isKeyword(outside[verb], 'DELETE') || !isKeyword(outside[verb + 1], 'FROM')) return null;
  const isQualified = isKeyword(outside[verb + 3], '.');
  const name = outside[verb + (isQualified ? 4 : 2)];
  return name ? folded(name.text) : null;
}
