import { eq } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { users } from '../../db/schema/book.js';
import { bulkRuns } from '../../db/schema/system.js';
import type { Actor } from '../../domain/actor.js';
import type { Language } from '../../messages/language.js';
import { verbatim, type Message } from '../../messages/message.js';
import { listRunItems } from '../../services/bulk-runs/items.js';
import {
  EDIT_KIND,
  getRun,
  isMoneyRun,
  type BulkRun,
  type RunKind,
} from '../../services/bulk-runs/records.js';
import { runTitle } from '../../services/bulk-runs/titles.js';
import { previewEdit } from '../bulk-edit/preview.js';
import type { BulkEditPreview, BulkPreview, BulkRunData } from '../contract/bulk.js';
import {
  fileAddress,
  rowsOf,
  runAddress,
  toBulkLine,
  wordsOfEdit,
  wordsOfMoney,
} from './run-words.js';
import { waitsFor } from './runner.js';
import { readMoneyPreview } from './money-preview.js';

/**
 * Reads the page of a bulk run: progress and result, or its preview, which the browser requests
 * separately.
 */

/** Kinds of runs that can be undone as a whole. */
export const undoableKinds: RunKind[] = [
  'wager.settle',
  'wager.void',
  'transaction.process',
  EDIT_KIND,
];

const REFUSED_SHOWN = 50;

/**
 * Reads the page of a run, or its preview with `part=preview`.
 * @throws DomainError `not_found` for an unknown run
 */
export async function readRunPage(
  context: Context,
  actor: Actor,
  { id, query, language }: RunRequest,
): Promise<BulkRunData<Message> | BulkPreview<Message> | BulkEditPreview<Message>> {
  const run = await getRun(context, actor, id);
  if (query['part'] !== 'preview') return readRun(context, actor, run, language);
  return isMoneyRun(run)
    ? readMoneyPreview(context, actor, run)
    : previewEdit(context, actor, run, language);
}

interface RunRequest {
  id: string;
  query: Readonly<Record<string, string>>;
  language?: Language;
}

async function readRun(
  context: Context,
  actor: Actor,
  run: BulkRun,
  language: Language | undefined,
): Promise<BulkRunData<Message>> {
  const isOver = run.status === 'finished' || run.status === 'cancelled';
  const [by, undoRuns, refused] = await Promise.all([
    context.db
      .select({ username: users.username })
      .from(users)
      .where(eq(users.id, run.actorUserId))
      .get(),
    context.db
      .select({ id: bulkRuns.id, status: bulkRuns.status, createdAt: bulkRuns.createdAt })
      .from(bulkRuns)
      .where(eq(bulkRuns.undoOf, run.id)),
    isOver && run.refused > 0
      ? listRunItems(context, actor, run.id, { outcome: 'refused', limit: REFUSED_SHOWN })
      : [],
  ]);
  const words = isMoneyRun(run)
    ? wordsOfMoney(run)
    : await wordsOfEdit(context, actor, run, language);
  const { canUndo, ...look } = words;
  const { labels, linkTo } = await rowsOf(context, actor, run, refused, language);
  return {
    id: run.id,
    status: run.status,
    title: runTitle(run),
    ...look,
    total: run.total,
    done: run.done,
    refused: run.refused,
    waitsFor: run.status === 'running' ? waitsFor(context, run.id) : null,
    chosen: run.chosen,
    reason: run.reason,
    by: by?.username ?? '',
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    timezone: context.config.bookTimezone,
    list: run.list ?? look.list,
    csv: fileAddress(run, 'result'),
    undoOf: run.undoOf === null ? null : { href: runAddress(run.undoOf), label: run.undoOf },
    undoneBy: undoRuns
      .filter(({ status }) => status !== 'previewed')
      .map((undo) => ({ href: runAddress(undo.id), label: undo.createdAt })),
    canUndo: isOver && canUndo && undoableKinds.includes(run.kind),
    refusedRows: refused.map(({ recordId, label, reason }) =>
      toBulkLine(linkTo, {
        id: recordId,
        label: labels.get(recordId) ?? label,
        text: reason ?? verbatim(''),
      }),
    ),
  };
}
