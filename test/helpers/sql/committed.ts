import fs from 'node:fs';
import path from 'node:path';
import type { NormalText } from './normal-form.js';

/**
 * The committed SQL texts of test/sql: a file for each table, however many tables there are, so that a
 * diff names the table whose SQL changed. Texts are sorted, each clause on a line of its own.
 */

const END = '\n;\n';

/** Reads the texts of a folder that `writeCommitted` wrote; none where it does not exist. */
export function readCommitted(folder: string): NormalText[] {
  return sqlFiles(folder).flatMap((name) => {
    const subject = path.parse(name).name;
    return fs
      .readFileSync(path.join(folder, name), 'utf8')
      .replace(/^--.*\n/gm, '')
      .split(END)
      .map((lines) => lines.replace(/\s+/g, ' ').trim())
      .filter((text) => text !== '')
      .map((text) => ({ subject, text }));
  });
}

/** Replaces the SQL files of the folder. */
export function writeCommitted(folder: string, texts: readonly NormalText[]): void {
  for (const name of sqlFiles(folder)) fs.rmSync(path.join(folder, name));
  fs.mkdirSync(folder, { recursive: true });
  for (const subject of new Set(texts.map((each) => each.subject))) {
    const lines = texts
      .filter((each) => each.subject === subject)
      .map(({ text }) => toLines(text))
      .sort();
    fs.writeFileSync(
      path.join(folder, `${subject}.sql`),
      `-- SQL texts of src in normal form (${subject}); npm run test:sql writes them.\n\n${lines.join(`${END}\n`)}${END}`,
    );
  }
}

const CLAUSES =
  / (?=(?:SELECT|FROM|WHERE|GROUP BY|ORDER BY|HAVING|LIMIT|(?:LEFT |CROSS )?JOIN|UNION|VALUES|SET|RETURNING|ON CONFLICT)\b)/gi;

/** Begins a line with each clause of a text in normal form. */
export function toLines(text: string): string {
  return text.replace(CLAUSES, '\n  ');
}

function sqlFiles(folder: string): string[] {
  return fs.existsSync(folder)
    ? fs.readdirSync(folder).filter((name) => name.endsWith('.sql'))
    : [];
}
