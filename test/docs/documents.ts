import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../src/paths.js';

/** The project's documents and the comments of its code, as texts that name files, commands and settings. */

/** Folders that are installed, built or kept beside a running server. */
const notOurs = new Set(['node_modules', 'dist', 'data', 'coverage', 'tmp', '.git', '.wrangler']);

export interface Text {
  /** From the project's root. */
  file: string;
  line: number;
  text: string;
}

/** Paths of all files of the project, from its root, with `/` on every system. */
export const projectFiles: readonly string[] = filesBelow('');

export const documents: readonly string[] = projectFiles.filter((file) => file.endsWith('.md'));

export function readFile(file: string): string {
  return fs.readFileSync(path.join(projectRoot, file), 'utf8');
}

/** Returns the lines of a document with their numbers. */
export function linesOf(file: string): Text[] {
  return readFile(file)
    .split('\n')
    .map((text, index) => ({ file, line: index + 1, text }));
}

/**
 * Returns every comment of a file and the parts of its strings that look like one. Takes a hundredth
 * of the time of `commentsOf`.
 */
export function likelyCommentsOf(file: string): string[] {
  const text = readFile(file);
  const found = [...text.matchAll(/\/\/.*/g), ...text.matchAll(/\/\*[^]*?\*\//g)];
  return found.map(([comment]) => inOneLine(comment));
}

/** Joins a sentence that goes on behind the next line's asterisk. */
const inOneLine = (comment: string) => comment.replace(/\n\s*\*\s?/g, ' ');

/**
 * Returns the comments of a TypeScript or JavaScript file. Parses it, so that no string passes for a
 * comment.
 */
export function commentsOf(file: string): Text[] {
  const text = readFile(file);
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = new Map<number, Text>();
  const take = (ranges: readonly ts.CommentRange[] | undefined) => {
    for (const { pos, end } of ranges ?? []) {
      const line = source.getLineAndCharacterOfPosition(pos).line + 1;
      found.set(pos, { file, line, text: inOneLine(text.slice(pos, end)) });
    }
  };
  const visit = (node: ts.Node) => {
    if (node.kind === ts.SyntaxKind.JsxText) return;
    take(ts.getLeadingCommentRanges(text, node.getFullStart()));
    take(ts.getTrailingCommentRanges(text, node.getEnd()));
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return [...found.values()];
}

/** Returns the cells of every table in a document, without its head lines. */
export function tableRowsOf(file: string): (Text & { cells: string[] })[] {
  const lines = linesOf(file);
  const isRow = (text: string | undefined) => text?.startsWith('|') ?? false;
  const isRule = (text: string | undefined) => /^\|[ :|-]+\|$/.test(text ?? '');
  return lines
    .filter(({ text }, index) => isRow(text) && !isRule(text) && !isRule(lines[index + 1]?.text))
    .map((row) => ({ ...row, cells: cellsOf(row.text) }));
}

/** Returns the words between backticks outside blocks of code. */
export function codeIn(text: string): string[] {
  const lines = text.replace(/```[^]*?```/g, '');
  return [...lines.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

function cellsOf(row: string): string[] {
  return row
    .slice(1, row.lastIndexOf('|'))
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(path.join(projectRoot, folder), { withFileTypes: true })
    .filter(({ name }) => !notOurs.has(name))
    .flatMap((entry) => {
      const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(file) : [file];
    });
}
