import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';

/** Another program's database has tables, but not our history: nothing here writes to it. */

/**
 * Query for the tables of another program's database; no rows for ours. Other tools have a table
 * `migrations` too, without these columns.
 */
export const FOREIGN_TABLES = `SELECT name FROM sqlite_schema
  WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'
    AND name NOT GLOB 'd1_*'
    AND (SELECT count(*) FROM pragma_table_info('migrations')
      WHERE name IN ('name', 'hash', 'applied_at')) < 3
  ORDER BY name`;

/** The refusal to open another program's database. */
export function foreignDatabase(tables: readonly string[]): DomainError {
  return new DomainError(
    'configuration',
    message('database.foreign', { tables: tables.slice(0, 5) }),
    { hint: message('database.foreign_hint') },
  );
}
