import type { ActionContext } from 'adminjs';
import type { Actor } from '../../domain/actor.js';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors.js';
import { afterOthers } from '../../http/turns.js';
import { message, Message } from '../../messages/message.js';
import { requireOver, runIdOf } from '../../services/bulk-runs/bulk-runs.js';
import {
  closeEdit,
  isOpenEdit,
  keepRows,
  keepUndone,
  openEdit,
  type KeptRow,
} from '../../services/bulk-runs/edit-runs.js';
import {
  EDIT_KIND,
  getRun,
  type BulkRun,
  type RunInput,
} from '../../services/bulk-runs/records.js';
import { runTitle } from '../../services/bulk-runs/titles.js';
import { hashRequest } from '../../services/operations/run.js';
import { readBulkSelection } from '../lists/selection.js';
import type { Cursor } from '../query/page.js';
import type { PanelFilter } from '../query/filter.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { EditForm } from './form.js';
import { hashOfRow, readEditRows } from './rows.js';
import { findTarget } from './target.js';

/** Makes the run of an edit: keeps the chosen rows, each with a hash of its current values. */

/** Rows that are read and kept at once. */
const PAGE = 500;
const REQUESTS_BETWEEN_PAGES = 16;

/** The chosen rows of a list. */
interface EditRows {
  /** Ids of rows chosen one by one; null for all rows that match the list's filter. */
  ids: readonly string[] | null;
  /** The list's parameters. */
  query: Record<string, unknown>;
}

/**
 * Makes a run of an edit; the same form sent twice makes one run. Nothing changes before it starts.
 * @throws DomainError `invalid` (no rows, too many)
 */
export async function createEdit(
  resource: ScopedResource,
  call: ActionContext,
  { id, form, rows }: { id: string; form: EditForm; rows: EditRows },
): Promise<BulkRun> {
  const { context } = resource;
  const actor = resource.actor(call);
  const selection = readBulkSelection(resource, rows.query);
  const kept: RunInput = {
    result: null,
    reason: null,
    chosen: rows.ids === null ? selection.chosen : message('bulk_runs.one_by_one'),
    chosenIds: rows.ids === null ? null : hashRequest({ ids: rows.ids }),
    chosenBy: actor.userId,
    list: selection.address,
    edit: form.edit,
  };
  const opened = await openEdit(context, actor, { id, kept, undoOf: null });
  if (!isOpenEdit(opened)) return opened;
  let edit = opened;
  const pages =
    rows.ids === null ? idsOfFilter(resource, selection.filter, call) : pagesOf(rows.ids);
  for await (const ids of pages) {
    edit = await keepRows(context, edit, await readKept(resource, actor, ids, form));
    await afterOthers(context, REQUESTS_BETWEEN_PAGES);
  }
  return closeEdit(context, actor, edit);
}

async function readKept(
  resource: ScopedResource,
  actor: Actor,
  ids: readonly string[],
  { columns }: EditForm,
): Promise<KeptRow[]> {
  const { backgroundReads } = resource.context.engine;
  const found = await readEditRows(resource, actor, ids, columns, backgroundReads);
  return ids.flatMap((id): KeptRow[] => {
    const row = found.get(id);
    return row === undefined ? [] : [{ recordId: id, expectedHash: hashOfRow(row, columns) }];
  });
}

function* pagesOf(ids: readonly string[]): Generator<string[]> {
  for (let from = 0; from < ids.length; from += PAGE) yield ids.slice(from, from + PAGE);
}

/** Yields the ids of all rows that match, in the order of their keys. */
async function* idsOfFilter(
  resource: ScopedResource,
  filter: PanelFilter,
  call: ActionContext,
): AsyncGenerator<string[]> {
  let cursor: Cursor | null = null;
  for (let offset = 0; ; offset += PAGE) {
    const page: Awaited<ReturnType<ScopedResource['find']>> = await resource.find(
      filter,
      { limit: PAGE, ...(cursor ? { cursor } : { offset }), columns: [] },
      call,
    );
    if (page.length > 0) yield page.map((record) => record.id());
    if (page.length < PAGE) return;
    const place = page.at(-1)?.place ?? null;
    cursor = place === null ? null : { side: 'after', place };
  }
}

/**
 * Makes a run that gives each row of another one its values back, where the row is as that run left
 * it. An undo can be undone.
 * @throws DomainError `conflict` when the run is not over, changed no row or cannot be undone any more
 */
export async function undoEdit(
  context: Context,
  actor: Actor,
  runId: string,
  given: { id?: string | undefined; reason?: string | null | undefined } = {},
): Promise<BulkRun> {
  const run = await getRun(context, actor, runId);
  requireOver(run);
  const { edit } = run;
  if (run.kind !== EDIT_KIND || !edit || run.done === run.unchanged) {
    throw new DomainError('conflict', message('bulk_runs.cannot_undo', { title: runTitle(run) }), {
      recordId: runId,
      hint: message('bulk_runs.one_at_a_time'),
    });
  }
  const target = await findTarget(context, actor, { ...run, undoOf: runId });
  if (target instanceof Message) throw new DomainError('conflict', target, { recordId: runId });
  const kept: RunInput = {
    result: null,
    reason: given.reason ?? null,
    chosen: message('bulk_runs.rows_of_run'),
    chosenIds: null,
    chosenBy: actor.userId,
    list: run.list,
    edit: { ...edit, columns: edit.columns.map((column) => ({ ...column, typed: null })) },
  };
  const id = runIdOf(context, given.id);
  const opened = await openEdit(context, actor, { id, kept, undoOf: runId });
  if (!isOpenEdit(opened)) return opened;
  return closeEdit(context, actor, await keepUndone(context, opened, run));
}
