import { sql } from 'drizzle-orm';
import type { ActionContext } from 'adminjs';
import { commitBatch, guard, inList, rows } from '../../db/batch.js';
import { ConstraintError, GuardError } from '../../db/errors.js';
import { sameName } from '../../db/introspection/introspect.js';
import type { RefusedLine } from '../../domain/decision.js';
import { DomainError } from '../../errors.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import { listTitles } from '../../messages/series.js';
import type { Preview, PreviewLine } from '../contract/panel.js';
import type { PanelResource } from '../records/panel-resource.js';
import { storedText } from '../records/title-of-row.js';
import { bytesIn } from '../row-values/file-values.js';
import { languageOfCall } from '../request/user.js';
import type { PanelTable } from '../tables/panel-table.js';
import type { BlockingRow, ChangedRow, DeletionPlan } from './plan.js';
import { nameOfRow, type StoredRow } from '../stored-rows/rows.js';
import { isOnlyTraced } from './sizes.js';
import { deleteChosen, versionOf } from './writes.js';

/** Shows what a delete would do, row by row, before anybody confirms it. */

/** Rows that a preview names; it counts the others. */
const MOST_LINES = 100;

/** Builds the preview of a plan: its effects, or the rows that forbid it. */
export async function previewDeletion(
  resource: PanelResource,
  call: ActionContext,
  plan: DeletionPlan,
): Promise<Preview<Message>> {
  if (plan.blocking.length > 0) return refuseAll(resource, call, plan);
  await tryDeletion(resource, plan);
  const { chosen, cascaded, changed } = plan;
  const shown = [
    ...chosen.map((row) => ({ row, text: keptText(row, message('deletion.deleted')) })),
    ...cascaded.map((row) => ({ row, text: keptText(row, message('deletion.deleted_too')) })),
    ...changed.map((change) => ({ row: change.row, text: changeText(change, call) })),
  ];
  const labels = await labelRows(
    resource,
    call,
    shown.slice(0, MOST_LINES).map(({ row }) => row),
  );
  const triggers = await triggersOf(resource, plan);
  return {
    lines: shown.slice(0, MOST_LINES).map(({ row, text }, index): PreviewLine<Message> => ({
      id: nameOfRow(row),
      label: labels[index] ?? verbatim(''),
      text,
    })),
    warnings: [
      ...(shown.length > MOST_LINES
        ? [message('deletion.more_rows', { rows: shown.length - MOST_LINES })]
        : []),
      ...(cascaded.length + changed.length > 0
        ? [message('deletion.effects', { deleted: cascaded.length, changed: changed.length })]
        : []),
      ...(triggers.length > 0 ? [message('deletion.triggers', { names: triggers })] : []),
    ],
    token: versionOf(plan),
  };
}

/** Adds which values of a deleted row the trail does not keep. */
function keptText({ table, values }: StoredRow, text: Message): Message {
  const traced = table.columns.flatMap(({ name, label }): Message[] => {
    const value = values.get(name) ?? null;
    if (!isOnlyTraced(value)) return [];
    return [message('deletion.traced', { column: label, bytes: bytesIn(value) })];
  });
  return traced.length === 0 ? text : message('deletion.kept_in_part', { text, columns: traced });
}

/**
 * Refuses a delete: names the rows that forbid it, and counts those that it does not name. Rows that
 * the role does not see are one line, whatever their table and their number.
 */
async function refuseAll(
  resource: PanelResource,
  call: ActionContext,
  { blocking }: DeletionPlan,
): Promise<Preview<Message>> {
  const titles = await titlesOf(
    resource,
    call,
    blocking.map(({ row }) => row),
  );
  const seen = blocking.filter(({ row }) => titles.has(nameOfRow(row)));
  const rows = seen.length;
  return {
    lines: [],
    refused: [
      ...seen.slice(0, MOST_LINES).map((one) => ({
        id: nameOfRow(one.row),
        label: labelOf(resource, titles, one.row),
        reason: message('deletion.refers', { columns: columnTitles(one) }),
      })),
      ...(rows < blocking.length ? [unseenLine] : []),
    ],
    refusedTitle:
      rows > MOST_LINES
        ? message('deletion.blocked_first', { rows, shown: MOST_LINES })
        : rows < blocking.length
          ? message('deletion.blocked_unseen')
          : message('deletion.blocked', { rows }),
  };
}

const unseenLine: RefusedLine = {
  id: 'unseen',
  label: message('deletion.unseen_rows'),
  reason: message('deletion.unseen_refer'),
};

const columnTitles = ({ row, columns }: BlockingRow) =>
  listTitles(
    row.table.columns.filter(({ name }) => columns.includes(name)).map(({ label }) => label),
  );

/**
 * Runs the delete and undoes it, so that a preview has the words of triggers and constraints that
 * refuse it.
 * @throws ConstraintError, SchemaError
 */
async function tryDeletion({ context, table }: PanelResource, plan: DeletionPlan): Promise<void> {
  try {
    await commitBatch(context.database, [
      ...deleteChosen(table, plan),
      guard('delete.tried', sql`SELECT 0`),
    ]);
  } catch (error) {
    if (error instanceof GuardError) return;
    throw explained(error, plan);
  }
  throw new Error('a delete was tried and not undone');
}

/** Says which reference must have a value: the engine names its column alone. */
function explained(error: unknown, { changed }: DeletionPlan): unknown {
  if (!(error instanceof ConstraintError) || error.kind !== 'not_null') return error;
  const table = changed.find(({ row }) => sameName(row.table.info.name, error.table ?? ''))?.row
    .table;
  const columns = table?.columns.filter(({ name }) => error.columns.includes(name)) ?? [];
  if (table === undefined || columns.length === 0) return error;
  const titles = listTitles(columns.map(({ label }) => label));
  return new DomainError(
    'conflict',
    message('deletion.must_have', { table: table.label, columns: titles }),
    { hint: message('deletion.delete_before'), cause: error },
  );
}

function changeText({ row, after, toDefault }: ChangedRow, call: ActionContext): Message {
  const texts = [...after].map(([name, value]) => {
    const column = row.table.columns.find((one) => one.name === name);
    const title = column?.label ?? name;
    if (!toDefault.has(name)) return message('deletion.emptied', { column: title });
    const isShown = column !== undefined && !column.isSecret && column.encrypted === null;
    const shown = storedText(isShown ? value : '…', false, languageOfCall(call));
    return message('deletion.to_default', { column: title, value: shown });
  });
  return message('deletion.changes', { changes: texts });
}

/** Labels rows by table and title; rows that the role does not see have no title. */
async function labelRows(
  resource: PanelResource,
  call: ActionContext,
  list: readonly StoredRow[],
): Promise<Message[]> {
  const titles = await titlesOf(resource, call, list);
  return list.map((row) => labelOf(resource, titles, row));
}

function labelOf(
  { resourceOf }: PanelResource,
  titles: ReadonlyMap<string, string>,
  row: StoredRow,
): Message {
  if (resourceOf(row.table.info.name) === undefined) return message('deletion.hidden_row');
  const title = titles.get(nameOfRow(row)) ?? '';
  return title === ''
    ? message('deletion.row_of', { table: row.table.label })
    : message('deletion.row', { kind: row.table.singular, title });
}

/** Reads the titles of the rows that the role sees; the empty text for one without a key. */
async function titlesOf(
  resource: PanelResource,
  call: ActionContext,
  list: readonly StoredRow[],
): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  await Promise.all(
    [...new Set(list.map(({ table }) => table))].map(async (table) => {
      const target = resource.resourceOf(table.info.name);
      if (target === undefined) return;
      const own = list.filter((row) => row.table === table);
      const keyed = own.flatMap(({ id }) => id ?? []);
      const found = await target.titles(keyed, call);
      for (const row of own) {
        const title = found.get(row.id ?? '')?.titleIn(languageOfCall(call));
        if (title !== undefined) titles.set(nameOfRow(row), title);
        else if (target.access.rows === 'all') titles.set(nameOfRow(row), '');
      }
    }),
  );
  return titles;
}

/** Names the triggers that the delete fires: nothing tells what else they change. */
async function triggersOf({ context }: PanelResource, plan: DeletionPlan): Promise<string[]> {
  const deleted = tableNames([...plan.chosen, ...plan.cascaded]);
  const changed = tableNames(plan.changed.map(({ row }) => row));
  const [found] = await commitBatch(context.database, [
    rows<{ name: string; tbl_name: string; sql: string }>(sql`SELECT name, tbl_name, sql
      FROM sqlite_schema WHERE type = 'trigger'
      AND tbl_name COLLATE NOCASE IN ${inList([...deleted, ...changed])} ORDER BY name`),
  ]);
  return found
    .filter(({ name, tbl_name: table, sql: text }) => {
      const event = eventOf(text.replace(name, ''));
      const among = event === 'DELETE' ? deleted : event === 'UPDATE' ? changed : [];
      return among.some((one) => one.toLowerCase() === table.toLowerCase());
    })
    .map(({ name }) => name);
}

const eventOf = (text: string) => /\b(DELETE|INSERT|UPDATE)\b/i.exec(text)?.[1]?.toUpperCase();

const tableNames = (list: readonly { table: PanelTable }[]) => [
  ...new Set(list.map(({ table }) => table.info.name)),
];

/**
 * Refuses a commit of a plan with rows that forbid it. The preview names those that the role sees.
 * @throws DomainError `conflict`
 */
export function requireNoneBlocking({ blocking }: DeletionPlan): void {
  if (blocking.length === 0) return;
  throw new DomainError('conflict', message('deletion.blocked_now'), {
    hint: message('operations.open_again'),
  });
}
