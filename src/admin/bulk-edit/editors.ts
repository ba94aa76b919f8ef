import type { Context } from '../../context.js';
import type { Role } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import type { RunChunk } from '../../services/bulk-runs/runner.js';
import type { ScopedResource } from '../rows/scoped-resource.js';

/**
 * Holds the tables of this process for the runs that edit their rows: a server takes runs up before
 * it has read the schema, and reads it again when a reading changes.
 */

export interface Editor {
  /** The role's tables, by name, as they are read now. */
  resources(role: Role): ReadonlyMap<string, ScopedResource>;
  runChunk: RunChunk;
}

const editors = new WeakMap<Context, Editor>();

/** Sets the tables whose rows runs may edit. */
export function setEditor(context: Context, editor: Editor): void {
  editors.set(context, editor);
}

/** Returns the tables of a context; undefined until they are known. */
export function findEditor(context: Context): Editor | undefined {
  return editors.get(context);
}

/**
 * Returns the tables of a context.
 * @throws DomainError `unavailable` until they are known
 */
export function editorOf(context: Context): Editor {
  const editor = editors.get(context);
  if (editor) return editor;
  throw new DomainError('unavailable', message('bulk_edits.no_tables'));
}
