import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import type { Message } from '../../messages/message.js';
import { previewRun } from '../../services/bulk-runs/preview.js';
import type { MoneyRun } from '../../services/bulk-runs/records.js';
import { parseKind } from '../../services/previews/preview.js';
import type { PreviewAgent, PreviewCustomer } from '../../services/previews/tally.js';
import type { BulkParty, BulkPreview } from '../contract/bulk.js';
import { recordAddress } from '../request/addresses.js';
import { formatCurrency, formatSignedCurrency } from '../values/money-text.js';
import { toBulkLine } from './run-words.js';

/** Reads the preview of a run that moves money: its rows, its sums and the parties it touches. */

/** Reads the effects of confirming a run now. */
export async function readMoneyPreview(
  context: Context,
  actor: Actor,
  run: MoneyRun,
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
