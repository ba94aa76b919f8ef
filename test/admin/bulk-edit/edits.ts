import { bulkRunnerOf } from '../../../src/admin/bulk/runner.js';
import type { BulkEditPreview, BulkRunData } from '../../../src/admin/contract/bulk.js';
import { EDIT_PREFIX } from '../../../src/admin/contract/bulk.js';
import type { Context } from '../../../src/context.js';
import type { PanelReply, Person } from '../../helpers/panels/driver.js';

/** Edits of many rows, as a browser makes them. */

let count = 0;
export const newOperation = () => `edit-${(count += 1)}-operation`;

export type Values = Record<string, string | null>;

/** Rows of an edit: ids of chosen rows, or the filter of a list. */
export type Asked = { ids: readonly string[] } | { filter: string };

/** Posts the form of an edit. */
export function postEdit(
  person: Person,
  table: string,
  asked: Asked,
  values: Values,
  operationId = newOperation(),
): Promise<PanelReply> {
  const path =
    'ids' in asked
      ? `bulk/editChosen?recordIds=${asked.ids.map(encodeURIComponent).join()}`
      : `actions/editAll${asked.filter === '' ? '' : `?${asked.filter}`}`;
  const typed = Object.entries(values).map(([name, value]) => [EDIT_PREFIX + name, value]);
  return person.post(`/api/resources/${table}/${path}`, {
    ...{ step: 'commit', operationId },
    ...(Object.fromEntries(typed) as Values),
  });
}

/** Returns the id of the run that a form made. */
export function runIdOf({ json, text }: PanelReply): string {
  const id = /bulk_runs\/records\/([^/]+)\/show/.exec(json.redirectUrl)?.[1];
  if (id === undefined) throw new Error(text);
  return id;
}

const runPath = (id: string) => `/api/resources/bulk_runs/records/${id}`;

export async function readRun(person: Person, id: string): Promise<BulkRunData> {
  const reply = await person.get(`${runPath(id)}/show?read=1`);
  if (reply.status !== 200) throw new Error(reply.text);
  return reply.json.view;
}

export async function readPreview(person: Person, id: string): Promise<BulkEditPreview> {
  const reply = await person.get(`${runPath(id)}/show?read=1&part=preview`);
  if (reply.status !== 200) throw new Error(reply.text);
  return reply.json.view as unknown as BulkEditPreview;
}

export async function act(person: Person, id: string, action: string): Promise<PanelReply> {
  return person.post(`${runPath(id)}/${action}`, { step: 'commit', operationId: newOperation() });
}

/** Starts a run and waits for its end. */
export async function finish(person: Person, context: Context, id: string): Promise<BulkRunData> {
  const started = await act(person, id, 'start');
  if (started.json.notice.type !== 'success') throw new Error(started.text);
  await bulkRunnerOf(context).idle();
  return readRun(person, id);
}

/** Makes an edit, runs it, and returns its page. */
export async function edit(
  person: Person,
  context: Context,
  table: string,
  ...[asked, values]: [Asked, Values]
): Promise<BulkRunData> {
  return finish(person, context, runIdOf(await postEdit(person, table, asked, values)));
}

/** Undoes a run, runs the undo, and returns its page. */
export async function undo(person: Person, context: Context, id: string): Promise<BulkRunData> {
  return finish(person, context, runIdOf(await act(person, id, 'undo')));
}

/** The counts of a run that is over: changed, unchanged, refused, changed by others. */
export function countsOf({ status, done, refused, edit: of }: BulkRunData): unknown[] {
  const { unchanged = 0, conflicts = 0 } = of ?? {};
  return [status, done - unchanged, unchanged, refused - conflicts, conflicts];
}
