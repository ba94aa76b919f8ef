import { folded, quoted } from '../names.js';
import { ConstraintError } from '../errors.js';
import { keptTables } from '../schema/kept-tables.js';
import type { D1Database, D1PreparedStatement } from '../types.js';
import type { TriedScript } from './try-script.js';

/**
 * Counts the rows of every table before and after a script, in the batch of the script itself. The
 * batch fails as a whole when a table that must keep its rows has fewer afterwards, however it lost
 * them: a rebuild that copies a part, a cascade of a foreign key, a trigger.
 */

export interface RowLoss {
  table: string;
  rows: number;
  remaining: number;
}

/** Statements around those of a script. */
export interface KeptRows {
  before: D1PreparedStatement[];
  after: D1PreparedStatement[];
}

/** Table of the counts; it exists within the batch only. */
const COUNTS = '_kept_rows';
const RAISED = 'kept rows: ';

/**
 * Makes the statements that count rows around a script.
 * @param always makes the batch fail with every loss, for a plan: nothing of it stays
 */
export function countRows(
  database: D1Database,
  script: Pick<TriedScript, 'tables' | 'deletesFrom'>,
  { isUp, always = false }: { isUp: boolean; always?: boolean },
): KeptRows {
  const { tables, deletesFrom } = script;
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  const mustStay = ({ name, after }: TriedScript['tables'][number]) =>
    (isUp && isKept(name)) || !(after === null || deletesFrom.has(folded(name)));
  return {
    before: [
      prepare(`CREATE TABLE ${COUNTS} (name TEXT NOT NULL, rows INTEGER NOT NULL,
        remaining INTEGER NOT NULL, must_stay INTEGER NOT NULL)`),
      // RAISE takes an expression: https://www.sqlite.org/lang_createtrigger.html#raise
      prepare(`CREATE TRIGGER ${COUNTS}_raise BEFORE INSERT ON ${COUNTS} WHEN NEW.name = ''
        BEGIN SELECT RAISE(ABORT, '${RAISED}' || (SELECT
          json_group_array(json_array(name, rows, remaining)) FROM ${COUNTS}
          WHERE remaining < rows AND must_stay >= NEW.must_stay)); END`),
      ...tables.map((table) =>
        prepare(
          `INSERT INTO ${COUNTS} (name, rows, remaining, must_stay)
            SELECT ?, count(*), 0, ? FROM ${quoted(table.name)}`,
          table.name,
          mustStay(table) ? 1 : 0,
        ),
      ),
    ],
    after: [
      ...tables.flatMap(({ name, after }) =>
        after === null
          ? []
          : prepare(
              `UPDATE ${COUNTS} SET remaining = (SELECT count(*) FROM ${quoted(after)})
                WHERE name = ?`,
              name,
            ),
      ),
      prepare(
        `INSERT INTO ${COUNTS} (name, rows, remaining, must_stay) SELECT '', 0, 0, ?
          WHERE ? OR EXISTS (SELECT 1 FROM ${COUNTS} WHERE must_stay AND remaining < rows)`,
        always ? 0 : 1,
        always ? 1 : 0,
      ),
      prepare(`DROP TABLE ${COUNTS}`),
    ],
  };
}

/** Reads the losses from the error of a batch; null of every other error. */
export function rowLosses(error: unknown): RowLoss[] | null {
  if (!(error instanceof ConstraintError) || error.kind !== 'trigger') return null;
  const start = error.message.indexOf(RAISED);
  if (start < 0) return null;
  const found = JSON.parse(error.message.slice(start + RAISED.length)) as [string, number, number][];
  return found.map(([table, rows, remaining]) => ({ table, rows, remaining }));
}

/** Returns true for a table whose rows no migration on its way up may delete. */
export function isKept(table: string): boolean {
  return keptTables.includes(folded(table));
}
