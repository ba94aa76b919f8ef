import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, guard, rows } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import { toTimestamp } from '../../db/ids.js';
import { roles } from '../../db/schema/book.js';
import type { Actor, Role } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { auditWrite } from '../audit.js';

/**
 * Saved views of lists, and the columns that a login chose for a list. A view keeps the filter and no
 * rows: each login that opens it sees rows of its own scope only.
 */

const LONGEST_NAME = 60;
const LONGEST_QUERY = 4_000;
const MOST_VIEWS = 50;
const MOST_COLUMNS = 200;

export interface SavedView {
  id: string;
  name: string;
  /** The list's parameters as in an address. */
  query: string;
  sharedWith: Role | null;
  isOwn: boolean;
}

export interface NewView {
  /** Name of the table. */
  list: string;
  name: string;
  query: string;
  /** A role, or empty for an unshared view. */
  sharedWith: string;
}

/** Selects the actor's views of a list, and those shared with its role. */
export function selectViews(actor: Actor, list: string): SQL {
  return sql`SELECT id, name, query, shared_with, user_id = ${actor.userId} AS is_own
    FROM saved_views
    WHERE list = ${list} AND (user_id = ${actor.userId} OR shared_with = ${actor.role})
    ORDER BY shared_with IS NOT NULL, name COLLATE NOCASE, id LIMIT ${2 * MOST_VIEWS}`;
}

/** Turns a row of `selectViews` into a view. */
export function toSavedView(row: Record<string, unknown>): SavedView {
  const { id, name, query, shared_with: sharedWith, is_own: isOwn } = row;
  return {
    id: String(id),
    name: String(name),
    query: String(query),
    sharedWith: (sharedWith as Role | null | undefined) ?? null,
    isOwn: isOwn === 1,
  };
}

/** Selects the columns that the actor chose for a list: one row or none. */
export function selectListColumns(actor: Actor, list: string): SQL {
  return sql`SELECT columns FROM list_columns WHERE user_id = ${actor.userId} AND list = ${list}`;
}

/** Returns the chosen columns in their order; null when the actor chose none. */
export function toListColumns(row: Record<string, unknown> | undefined): string[] | null {
  const text = row?.['columns'];
  const columns: unknown = typeof text === 'string' ? JSON.parse(text) : null;
  return Array.isArray(columns) ? columns.filter((name) => typeof name === 'string') : null;
}

/**
 * Saves a view of the actor's; it replaces one of the same name on the same list.
 * @returns its id and its name as stored
 * @throws DomainError `invalid` on `name` or `sharedWith`, `forbidden` when another role than an
 *   administrator shares: a filter may hold names that others must not see
 */
export async function saveView(
  context: Context,
  actor: Actor,
  view: NewView,
): Promise<{ id: string; name: string }> {
  const name = readName(view.name);
  const sharedWith = readSharing(actor, view.sharedWith);
  if (view.query.length > LONGEST_QUERY) {
    throw new DomainError('invalid', message('lists.view_filter_long'), { field: 'name' });
  }
  const now = toTimestamp(context.clock.now());
  const isThis = sql`user_id = ${actor.userId} AND list = ${view.list} AND name = ${name}`;
  const count = sql`SELECT count(*) FROM saved_views
    WHERE user_id = ${actor.userId} AND list = ${view.list}`;
  try {
    const [, , , [saved]] = await commitBatch(context.database, [
      sql`INSERT INTO saved_views
          (id, user_id, list, name, query, shared_with, created_at, updated_at)
        VALUES (${context.newId()}, ${actor.userId}, ${view.list}, ${name}, ${view.query},
          ${sharedWith}, ${now}, ${now})
        ON CONFLICT (user_id, list, name) DO UPDATE SET query = excluded.query,
          shared_with = excluded.shared_with, updated_at = excluded.updated_at`,
      guard('views.limit', sql`(${count}) <= ${MOST_VIEWS}`),
      auditWrite(context, actor, {
        action: 'saved_view.saved',
        tableName: 'saved_views',
        recordId: sql`(SELECT id FROM saved_views WHERE ${isThis})`,
        after: { list: view.list, name, shared_with: sharedWith },
      }),
      rows<{ id: string }>(sql`SELECT id FROM saved_views WHERE ${isThis}`),
    ]);
    return { id: saved?.id ?? '', name };
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    throw new DomainError('invalid', message('lists.most_views', { most: MOST_VIEWS }), {
      field: 'name',
      hint: message('lists.remove_view'),
      cause: error,
    });
  }
}

/**
 * Removes a view of the actor's; administrators also remove those shared with administrators.
 * @throws DomainError `not_found`, also for views of others
 */
export async function removeView(context: Context, actor: Actor, id: string): Promise<void> {
  const mayRemove = sql`id = ${id} AND (user_id = ${actor.userId}
    OR (shared_with = 'admin' AND ${actor.role} = 'admin'))`;
  try {
    await commitBatch(context.database, [
      guard('view.found', sql`SELECT count(*) FROM saved_views WHERE ${mayRemove}`),
      auditWrite(context, actor, {
        action: 'saved_view.removed',
        tableName: 'saved_views',
        recordId: id,
      }),
      sql`DELETE FROM saved_views WHERE ${mayRemove}`,
    ]);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    throw new DomainError('not_found', message('lists.view_gone'), { cause: error });
  }
}

/**
 * Stores the columns that the actor chose for a list; an empty choice restores the default.
 * @throws DomainError `invalid` on `columns`
 */
export async function chooseListColumns(
  context: Context,
  actor: Actor,
  list: string,
  columns: readonly string[],
): Promise<void> {
  if (columns.length > MOST_COLUMNS) {
    throw new DomainError('invalid', message('lists.most_columns', { most: MOST_COLUMNS }), {
      field: 'columns',
    });
  }
  const now = toTimestamp(context.clock.now());
  await commitBatch(context.database, [
    columns.length === 0
      ? sql`DELETE FROM list_columns WHERE user_id = ${actor.userId} AND list = ${list}`
      : sql`INSERT INTO list_columns (user_id, list, columns, updated_at)
          VALUES (${actor.userId}, ${list}, ${JSON.stringify(columns)}, ${now})
          ON CONFLICT (user_id, list) DO UPDATE SET columns = excluded.columns,
            updated_at = excluded.updated_at`,
    auditWrite(context, actor, {
      action: 'list_columns.chosen',
      tableName: 'list_columns',
      recordId: list,
      after: { columns },
    }),
  ]);
}

function readName(text: string): string {
  const name = text.trim().replaceAll(/\s+/g, ' ');
  if (name === '')
    throw new DomainError('invalid', message('lists.view_name_missing'), { field: 'name' });
  if (name.length > LONGEST_NAME) {
    throw new DomainError('invalid', message('lists.view_name_long', { most: LONGEST_NAME }), {
      field: 'name',
    });
  }
  return name;
}

function readSharing(actor: Actor, text: string): Role | null {
  if (text === '') return null;
  const role = roles.find((candidate) => candidate === text);
  if (role === undefined) {
    throw new DomainError('invalid', message('lists.view_shared_with'), { field: 'sharedWith' });
  }
  if (actor.role !== 'admin') {
    throw new DomainError('forbidden', message('lists.view_sharing'), { field: 'sharedWith' });
  }
  return role;
}
