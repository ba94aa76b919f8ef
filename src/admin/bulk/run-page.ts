import { eq } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { users } from '../../db/schema/book.js';
import { bulkRuns } from '../../db/schema/system.js';
import type { Actor } from '../../domain/actor.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import { previewRun } from '../../services/bulk-runs/preview.js';
import { getRun, listRunItems, type BulkRun } from '../../services/bulk-runs/records.js';
import { runTitle } from '../../services/bulk-runs/titles.js';
import { parseKind } from '../../services/previews/preview.js';
import type { PreviewAgent, PreviewCustomer } from '../../services/previews/tally.js';
import type { BulkLine, BulkParty, BulkPreview, BulkRunData } from '../contract/bulk.js';
import { listAddress, recordAddress, rootPath } from '../request/addresses.js';
import { formatCurrency, formatSignedCurrency } from '../values/money-text.js';

/**
 * Reads the page of a bulk run: progress and result, or its preview, which the browser requests
 * separately.
 */

/** Kinds of runs that can be undone as a whole. */
export const undoableKinds = ['wager.settle', 'wager.void', 'transaction.process'];

const REFUSED_SHOWN = 50;

/**
 * Reads the page of a run, or its preview with `part=preview`.
 * @throws DomainError `not_found` for an unknown run
 */
export async function readRunPage(
  context: Context,
  actor: Actor,
  { id, query }: { id: string; query: Readonly<Record<string, string>> },
): Promise<BulkRunData<Message> | BulkPreview<Message>> {
  const run = await getRun(context, actor, id);
  return query['part'] === 'preview'
    ? readPreview(context, actor, run)
    : readRun(context, actor, run);
}

async function readRun(
  context: Context,
  actor: Actor,
  run: BulkRun,
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
  const { table, verb } = parseKind(run.kind);
  return {
    id: run.id,
    status: run.status,
    title: runTitle(run),
    verb: message(`bulk_runs.${verb}`),
    tone: dangerous.includes(verb) ? 'danger' : 'normal',
    noun: nouns[table],
    total: run.total,
    done: run.done,
    refused: run.refused,
    chosen: run.chosen,
    reason: run.reason,
    by: by?.username ?? '',
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    timezone: context.config.bookTimezone,
    list: run.list ?? listAddress(table),
    csv: `${rootPath}/api/resources/bulk_runs/records/${encodeURIComponent(run.id)}/result`,
    undoOf: run.undoOf === null ? null : { href: runAddress(run.undoOf), label: run.undoOf },
    undoneBy: undoRuns
      .filter(({ status }) => status !== 'previewed')
      .map((undo) => ({ href: runAddress(undo.id), label: undo.createdAt })),
    canUndo: isOver && run.done > 0 && undoableKinds.includes(run.kind),
    refusedRows: refused.map(({ recordId, label, reason }) =>
      toBulkLine(table, { id: recordId, label, text: reason ?? verbatim('') }),
    ),
  };
}

async function readPreview(
  context: Context,
  actor: Actor,
  run: BulkRun,
): Promise<BulkPreview<Message>> {
  const preview = await previewRun(context, actor, run);
  const { table } = parseKind(run.kind);
  const { creditedCents, debitedCents } = preview;
  const { currency } = context.config;
  const byEffect = (a: { effectCents: number }, b: { effectCents: number }) =>
    Math.abs(b.effectCents) - Math.abs(a.effectCents);
  const customers = [...preview.customers].sort(byEffect);
  return {
    changes: preview.changes,
    refusedCount: preview.refusedCount,
    refusals: [...preview.refusals]
      .sort((a, b) => b.count - a.count)
      .map(({ kind, count, examples }) => ({
        kind,
        count,
        examples: examples.map(({ id, label, reason }) =>
          toBulkLine(table, { id, label, text: reason }),
        ),
      })),
    credited: creditedCents === 0 ? null : formatSignedCurrency(creditedCents, currency),
    debited: debitedCents === 0 ? null : formatSignedCurrency(-debitedCents, currency),
    net: formatSignedCurrency(creditedCents - debitedCents, currency),
    rows: preview.rows.map((row) => toBulkLine(table, row)),
    customers: customers.map((customer) => toCustomer(customer, currency)),
    agents: [...preview.agents].sort(byEffect).map((agent) => toParty('agents', agent, currency)),
    overLimit: customers
      .filter(({ isOverLimit }) => isOverLimit)
      .map((customer) => toCustomer(customer, currency)),
  };
}

function toCustomer(customer: PreviewCustomer, currency: string): BulkParty {
  const { balanceBeforeCents, balanceAfterCents, limitCents, isOverLimit } = customer;
  return {
    ...toParty('customers', customer, currency),
    before: formatCurrency(balanceBeforeCents, currency),
    after: formatCurrency(balanceAfterCents, currency),
    limit: formatCurrency(limitCents, currency),
    isOverLimit,
  };
}

function toParty(
  table: 'customers' | 'agents',
  { id, name, rows, effectCents }: PreviewAgent,
  currency: string,
): BulkParty {
  return {
    id,
    name,
    href: recordAddress(table, id),
    rows,
    effect: formatSignedCurrency(effectCents, currency),
    isDebit: effectCents < 0,
  };
}

function toBulkLine(
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

function runAddress(id: string): string {
  return recordAddress('bulk_runs', id);
}
