import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Migrations as they lie in their folder: `YYYYMMDDHHMMSS_name.sql` and `.down.sql`. */

const FILE_NAME = /^\d{14}_[a-z0-9_]+\.sql$/;

export interface Migration {
  /** File name without `.sql`: `YYYYMMDDHHMMSS_name`. */
  name: string;
  hash: string;
  up: string[];
  /** Null where there is no `.down.sql`. */
  down: string[] | null;
}

export function readMigrations(folder: string): Migration[] {
  return fs
    .readdirSync(folder)
    .filter((file) => FILE_NAME.test(file))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.sql'.length);
      const text = readText(path.join(folder, file));
      const downFile = path.join(folder, `${name}.down.sql`);
      return {
        name,
        hash: createHash('sha256').update(text).digest('hex'),
        up: split(text),
        down: fs.existsSync(downFile) ? split(readText(downFile)) : null,
      };
    });
}

/** The same on systems that check files out with other line ends. */
function readText(file: string): string {
  return fs.readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}

function split(text: string): string[] {
  return text
    .split('--> statement-breakpoint')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
