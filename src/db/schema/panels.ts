import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { timestampColumn, users } from './book.js';

/** System tables of the panels: views and columns of lists, and decisions on columns. */

/** A list's filter, order and columns under a name, for one login or shared with a role. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /** Name of the table. */
    list: text('list').notNull(),
    name: text('name').notNull(),
    /** The list's parameters, in the form of an address's query. */
    query: text('query').notNull(),
    /** Null: only its own login sees it. */
    sharedWith: text('shared_with'),
    createdAt: timestampColumn('created_at'),
    updatedAt: timestampColumn('updated_at'),
  },
  (table) => [
    uniqueIndex('idx_saved_views_name').on(table.userId, table.list, table.name),
    index('idx_saved_views_shared').on(table.list, table.sharedWith),
    check(
      'saved_views_shared_with_check',
      sql.raw("shared_with IN ('admin', 'agent', 'customer')"),
    ),
  ],
);

/** Columns that a login chose for a list. */
export const listColumns = sqliteTable(
  'list_columns',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    list: text('list').notNull(),
    /** JSON: names of columns, in order. */
    columns: text('columns').notNull(),
    updatedAt: timestampColumn('updated_at'),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.list] }),
    check('list_columns_columns_check', sql.raw('json_valid(columns)')),
  ],
);

/**
 * Decision on a column of a table that other programs made: its kind and the format of its values.
 * It holds until an administrator decides otherwise, so that a restart changes no panel.
 */
export const columnReadings = sqliteTable(
  'column_readings',
  {
    tableName: text('table_name').notNull(),
    columnName: text('column_name').notNull(),
    /** JSON: the column's declaration at the time; another one is read anew. */
    declared: text('declared').notNull(),
    kind: text('kind').notNull(),
    /** JSON: the format of the values, without any of them. */
    format: text('format').notNull(),
    reason: text('reason').notNull(),
    /** Number of values that decided. */
    sampled: integer('sampled').notNull(),
    /** Administrator who chose the kind; null where the values decided. */
    chosenBy: text('chosen_by').references(() => users.id),
    readAt: timestampColumn('read_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tableName, table.columnName] }),
    check('column_readings_declared_check', sql.raw('json_valid(declared)')),
    check('column_readings_format_check', sql.raw('json_valid(format)')),
  ],
);
