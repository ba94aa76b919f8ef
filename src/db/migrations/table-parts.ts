import {
  closingIndex,
  isKeyword,
  splitTokens,
  tokenize,
  type Token,
} from '../introspection/tokens.js';
import { folded } from '../names.js';
import { normalForm } from './statements.js';

/** Columns and constraints of a CREATE TABLE, compared one by one whatever their order. */

export interface TableDifference {
  /** Columns of the live table alone. */
  addedColumns: string[];
  /** Texts of columns and constraints that the live table lacks. */
  lacks: string[];
  /** Texts of constraints and options that it has instead. */
  hasInstead: string[];
}

/** Compares the text of a live table with the expected one. */
export function compareTables(expected: string, live: string): TableDifference {
  const wanted = partsOf(expected);
  const found = partsOf(live);
  const wantedTexts = new Set(wanted.map(({ normal }) => normal));
  const foundTexts = new Set(found.map(({ normal }) => normal));
  const lacks = wanted.filter(({ normal }) => !foundTexts.has(normal));
  const names = new Set(lacks.flatMap(({ column }) => column ?? []));
  const more = found.filter(({ normal }) => !wantedTexts.has(normal));
  const isAdded = ({ column }: Part) => column !== null && !names.has(column);
  return {
    addedColumns: more.filter(isAdded).flatMap(({ column }) => column ?? []),
    lacks: lacks.map(({ text }) => text),
    hasInstead: more.filter((part) => !isAdded(part)).map(({ text }) => text),
  };
}

interface Part {
  text: string;
  normal: string;
  /** Folded name of a column; null of a constraint and of the options. */
  column: string | null;
}

const CONSTRAINTS = ['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN'];

function partsOf(sql: string): Part[] {
  const tokens = tokenize(sql);
  const open = tokens.findIndex((token) => isKeyword(token, '('));
  if (open < 0) return [{ text: sql, normal: normalForm(sql), column: null }];
  const close = closingIndex(tokens, open);
  const definitions = splitTokens(tokens.slice(open + 1, close), (token) => isKeyword(token, ','));
  const options = tokens.slice(close + 1);
  return [
    ...definitions.map((part) => partOf(sql, part)),
    ...(options.length > 0 ? [{ ...partOf(sql, options), column: null }] : []),
  ];
}

function partOf(sql: string, tokens: readonly Token[]): Part {
  const [first, last] = [tokens[0], tokens.at(-1)];
  const text = first && last ? sql.slice(first.start, last.end).replace(/\s+/g, ' ') : '';
  const isConstraint = isKeyword(first, ...CONSTRAINTS);
  return {
    text,
    normal: normalForm(text),
    column: first && !isConstraint ? folded(first.text) : null,
  };
}
