import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** The files of a migrations folder: `YYYYMMDDHHMMSS_name.sql` and `.down.sql`. */

const FILE_NAME = /^\d{14}_[a-z0-9_]+\.sql$/;

export interface Migration {
  /** File name without `.sql`: `YYYYMMDDHHMMSS_name`. */
  name: string;
  hash: string;
  up: string[];
  /** Null without a `.down.sql`. */
  down: string[] | null;
}

/** Reads the migrations of a folder, by name. */
export function readMigrations(folder: string): Migration[] {
  return fs
    .readdirSync(folder)
    .filter((file) => FILE_NAME.test(file))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.sql'.length);
      const text = readSqlFile(path.join(folder, file));
      const downFile = path.join(folder, `${name}.down.sql`);
      return {
        name,
        hash: createHash('sha256').update(text).digest('hex'),
        up: splitStatements(text),
        down: fs.existsSync(downFile) ? splitStatements(readSqlFile(downFile)) : null,
      };
    });
}

/** Reads a file with `\n` for every line end, so that its hash is the same on Windows. */
function readSqlFile(file: string): string {
  return fs.readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}

function splitStatements(text: string): string[] {
  return text
    .split('--> statement-breakpoint')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
