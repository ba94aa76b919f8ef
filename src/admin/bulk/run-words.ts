import type { Context } from '../../context.js';
import { DatabaseError } from '../../db/errors.js';
import type { Actor } from '../../domain/actor.js';
import type { Language } from '../../messages/language.js';
import { message, type Message } from '../../messages/message.js';
import type { BulkRunItem } from '../../services/bulk-runs/items.js';
import { isMoneyRun, type BulkRun, type MoneyRun } from '../../services/bulk-runs/records.js';
import { parseKind } from '../../services/previews/preview.js';
import { findEditor } from '../bulk-edit/editors.js';
import { labelRows } from '../bulk-edit/labels.js';
import { typedValues } from '../bulk-edit/typed-values.js';
import type { BulkLine, BulkRunData } from '../contract/bulk.js';
import { listAddress, recordAddress, rootPath } from '../request/addresses.js';

/** Words, labels and addresses of a run's page. */

/** Words of a run, and its way back. */
type RunLook = Pick<BulkRunData<Message>, 'verb' | 'tone' | 'noun' | 'list' | 'edit'> & {
  canUndo: boolean;
};

/** Returns the words of an operation on money. */
export function wordsOfMoney(run: MoneyRun): RunLook {
  const { table, verb } = parseKind(run.kind);
  return {
    verb: message(`bulk_runs.${verb}`),
    tone: dangerous.includes(verb) ? 'danger' : 'normal',
    noun: nouns[table],
    list: listAddress(table),
    edit: null,
    canUndo: run.done > 0,
  };
}

/** Returns the words of an edit. */
export async function wordsOfEdit(
  context: Context,
  actor: Actor,
  run: BulkRun,
  language: Language | undefined,
): Promise<RunLook> {
  const { edit, unchanged, conflicts, undoOf } = run;
  const resource = findEditor(context)
    ?.resources(actor.role)
    .get(edit?.table ?? '');
  return {
    verb: message(undoOf === null ? 'bulk_edits.verb' : 'bulk_edits.undo_verb'),
    tone: 'normal',
    noun: { one: message('bulk_edits.row'), many: message('bulk_edits.rows') },
    list: resource ? listAddress(resource.id()) : rootPath,
    edit: {
      values: undoOf === null ? await typedValues(resource, actor, run, language) : [],
      unchanged,
      conflicts,
      refusedCsv: fileAddress(run, 'refused'),
    },
    canUndo: run.done > unchanged,
  };
}

/** Reads the titles of refused rows of an edit, and the table that their links lead to. */
export async function rowsOf(
  context: Context,
  actor: Actor,
  run: BulkRun,
  refused: readonly BulkRunItem[],
  language: Language = 'en',
): Promise<{ labels: ReadonlyMap<string, string>; linkTo: string }> {
  if (isMoneyRun(run)) return { labels: new Map(), linkTo: parseKind(run.kind).table };
  const resource = findEditor(context)
    ?.resources(actor.role)
    .get(run.edit?.table ?? '');
  if (!resource) return { labels: new Map(), linkTo: '' };
  const ids = refused.map(({ recordId }) => recordId);
  return {
    labels: await labelRows({ resource, actor }, ids, language).catch(noLabels),
    linkTo: resource.id(),
  };
}

/** Titles that cannot be read: the table may be gone, and the page shows ids. */
function noLabels(error: unknown): ReadonlyMap<string, string> {
  if (error instanceof DatabaseError) return new Map();
  throw error;
}

/** Builds the line of a row. */
export function toBulkLine(
  table: string,
  { id, label, text }: Omit<BulkLine<Message>, 'href'>,
): BulkLine<Message> {
  return { id, label, text, href: recordAddress(table, id) };
}

const nouns = {
  wagers: { one: message('bulk_runs.wager'), many: message('bulk_runs.wagers') },
  transactions: {
    one: message('bulk_runs.transaction'),
    many: message('bulk_runs.transactions'),
  },
};

const dangerous = ['void', 'cancel', 'reopen', 'fail', 'reverse'];

/** Builds the address of a file of a run. */
export function fileAddress({ id }: BulkRun, action: string): string {
  return `${rootPath}/api/resources/bulk_runs/records/${encodeURIComponent(id)}/${action}`;
}

/** Builds the address of a run's page. */
export function runAddress(id: string): string {
  return recordAddress('bulk_runs', id);
}
