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

/** Books on shelves: columns of most kinds, and triggers that refuse or ignore an edit. */
export const books = [
  `CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)`,
  `INSERT INTO shelf VALUES (1, 'Top'), (2, 'Low')`,
  `CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT NOT NULL, note TEXT, isbn TEXT UNIQUE,
    state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'used', 'lost')),
    pages INTEGER CHECK (pages < 1000), shelf INTEGER REFERENCES shelf, lent INTEGER NOT NULL DEFAULT 0 CHECK (lent IN (0, 1)),
    bought DATE, balance REAL, cover BLOB, api_token TEXT, twice INTEGER AS (pages * 2), updated_at TEXT)`,
  `CREATE TRIGGER book_lost BEFORE UPDATE OF state ON book WHEN OLD.note = 'keep'
    BEGIN SELECT RAISE(ABORT, 'a kept book stays as it is'); END`,
  `CREATE TRIGGER book_quiet BEFORE UPDATE OF state ON book WHEN OLD.note = 'quiet'
    BEGIN SELECT RAISE(IGNORE); END`,
  `INSERT INTO book (id, title, note, isbn, state, pages, shelf, bought) VALUES
    (1, 'One', 'a', 'i1', 'new', 10, 1, '2024-01-31'), (2, 'Two', '', NULL, 'new', 20, NULL, NULL),
    (3, 'Three', NULL, 'i3', 'used', 30, 2, NULL), (4, 'Four', 'keep', NULL, 'new', 40, NULL, NULL),
    (5, 'Five', 'quiet', NULL, 'new', 50, NULL, NULL), (6, 'Six', 'b', NULL, 'new', 60, NULL, NULL)`,
];
