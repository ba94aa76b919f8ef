import type { Actor } from '../../domain/actor.js';
import type { Language } from '../../messages/language.js';
import { afterOthers } from '../../http/turns.js';
import type { Context } from '../../context.js';
import { message, Message } from '../../messages/message.js';
import { readEditItems, type EditItem } from '../../services/bulk-runs/edit-chunks.js';
import type { BulkRun } from '../../services/bulk-runs/records.js';
import type { BulkEditPreview, BulkLine, EditedRow } from '../contract/bulk.js';
import { recordAddress } from '../request/addresses.js';
import { callOfActor } from '../request/user.js';
import type { ExactValue } from '../values/exact-value.js';
import { decideRows, refuseAll, type ChangedRow, type RowDecision } from './decide.js';
import { labelRows, titlesOfReferences } from './labels.js';
import { readEditRows } from './rows.js';
import { showValue } from './shown.js';
import { findTarget, type EditTarget } from './target.js';
import { NOT_WRITTEN, siftRows, type Trials } from './trial.js';

/** Previews an edit as if it ran now: counts, reasons of refusals, and the first rows' values. */

const ROWS_PER_PART = 500;
const REQUESTS_BETWEEN_PARTS = 16;
/** First rows of a preview, and examples of each reason. */
const SAMPLE = 20;
const EXAMPLES = 5;
/** Reasons that are listed. */
const MOST_REASONS = 30;
/** Updates that a preview tries and undoes at most: each takes its turn among the writes. */
const MOST_TRIALS = 600;

interface Refusals {
  kind: Message;
  count: number;
  ids: string[];
}

interface Tally {
  changes: number;
  unchanged: number;
  refused: number;
  conflicts: number;
  untried: number;
  rows: ChangedRow[];
  reasons: Map<string, Refusals>;
}

/** Adds up the effects of a run if it started now. */
export async function previewEdit(
  context: Context,
  actor: Actor,
  run: BulkRun,
  language: Language = 'en',
): Promise<BulkEditPreview<Message>> {
  const target = await findTarget(context, actor, run);
  const tally: Tally = {
    ...{ changes: 0, unchanged: 0, refused: 0, conflicts: 0, untried: 0 },
    rows: [],
    reasons: new Map(),
  };
  const trials: Trials = { left: MOST_TRIALS };
  for (let from = 1; from <= run.total; from += ROWS_PER_PART) {
    const items = await readEditItems(context, run.id, from, ROWS_PER_PART);
    if (target instanceof Message) addRefused(tally, refuseAll(items, target));
    else await addPart(tally, target, run, items, trials);
    await afterOthers(context, REQUESTS_BETWEEN_PARTS);
  }
  return toPreview(tally, target instanceof Message ? null : target, language);
}

async function addPart(
  tally: Tally,
  target: EditTarget,
  run: BulkRun,
  items: readonly EditItem[],
  trials: Trials,
): Promise<void> {
  const { resource, actor, columns } = target;
  const ids = items.map(({ recordId }) => recordId);
  const { backgroundReads } = resource.context.engine;
  const found = await readEditRows(resource, actor, ids, columns, backgroundReads);
  const decided = await decideRows(target, items, found);
  const changed = decided.filter((one) => one.is === 'changed');
  const { good, refused, lost, untried } = await siftRows(target, run.id, changed, trials);
  tally.changes += good.length + untried.length;
  tally.untried += untried.length;
  tally.unchanged += decided.filter(({ is }) => is === 'unchanged').length;
  tally.rows.push(...good.slice(0, SAMPLE - tally.rows.length));
  addRefused(tally, [
    ...decided,
    ...changed.flatMap(({ item }): RowDecision[] => {
      const reason = lost.has(item.position) ? NOT_WRITTEN : refused.get(item.position);
      return reason ? [{ is: 'refused', item, reason }] : [];
    }),
  ]);
}

function addRefused(tally: Tally, decided: readonly RowDecision[]): void {
  for (const one of decided) {
    if (one.is !== 'refused' && one.is !== 'conflict') continue;
    tally.refused += 1;
    if (one.is === 'conflict') tally.conflicts += 1;
    const key = JSON.stringify(one.reason);
    const reason = tally.reasons.get(key) ?? { kind: one.reason, count: 0, ids: [] };
    reason.count += 1;
    if (reason.ids.length < EXAMPLES) reason.ids.push(one.item.recordId);
    // A reason with values of the row itself is another one for each row.
    if (tally.reasons.has(key) || tally.reasons.size < MOST_REASONS) tally.reasons.set(key, reason);
  }
}

async function toPreview(
  tally: Tally,
  target: EditTarget | null,
  language: Language,
): Promise<BulkEditPreview<Message>> {
  const { changes, unchanged, refused, conflicts, untried, reasons } = tally;
  const listed = [...reasons.values()].sort((a, b) => b.count - a.count);
  const ids = [...listed.flatMap((one) => one.ids), ...tally.rows.map(({ item }) => item.recordId)];
  const labels = await labelRows(target, ids, language);
  const table = target?.resource.id() ?? '';
  const line = (id: string): Omit<BulkLine<Message>, 'text'> => ({
    ...{ id, label: labels.get(id) ?? id },
    href: recordAddress(table, id),
  });
  return {
    ...{ changes, unchanged, conflicts, untried },
    refusedCount: refused,
    refusals: listed.map(({ kind, count, ids: examples }) => ({
      ...{ kind, count },
      examples: examples.map(line),
    })),
    rows: target === null ? [] : await editedRows(target, tally.rows, line, language),
  };
}

async function editedRows(
  target: EditTarget,
  rows: readonly ChangedRow[],
  line: (id: string) => Omit<BulkLine<Message>, 'text'>,
  language: Language,
): Promise<EditedRow<Message>[]> {
  const { resource, columns } = target;
  const { table, context } = resource;
  const { bookTimezone } = context.config;
  const call = callOfActor(target.actor, language);
  const titles = await Promise.all(
    columns.map(
      (column, index) =>
      titlesOfReferences(resource, column, rows.flatMap(({ before, after }) => [before[index] ?? null, after[index] ?? null]), call), // prettier-ignore
    ),
  );
  const shown = (index: number, value: ExactValue) => {
    const column = columns[index];
    if (column === undefined) throw new Error('a value without its column');
    return showValue(column, value, { table, bookTimezone, titles: titles[index] });
  };
  return rows.map(({ item, before, after }) => ({
    ...line(item.recordId),
    changes: columns.flatMap(({ label }, index) => {
      const [old, fresh] = [before[index] ?? null, after[index] ?? null];
      return old === fresh
        ? []
        : [
            {
              column: message('title', { title: label }),
              before: shown(index, old),
              after: shown(index, fresh),
            },
          ];
    }),
  }));
}
