import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { message, type Message } from '../../messages/message.js';
import { readStatement, type StatementLine } from '../../services/figures/statement.js';
import type { StatementData, StatementLineData } from '../contract/statement.js';
import { recordAddress } from '../request/addresses.js';
import { formatCurrency, formatSignedCurrency } from '../values/money-text.js';
import { humanise } from '../names/names.js';

/**
 * Reads a customer's statement for its page. Every role that has the page sees the rows that it
 * links to.
 */
export async function readStatementView(
  context: Context,
  actor: Actor,
  { id, query }: { id: string; query: Readonly<Record<string, string>> },
): Promise<StatementData<Message>> {
  const { currency, bookTimezone } = context.config;
  const { balanceCents, lines, older } = await readStatement(context, actor, {
    customerId: id,
    before: query['before'],
  });
  return {
    balance: formatCurrency(balanceCents, currency),
    isNegative: balanceCents < 0,
    timezone: bookTimezone,
    lines: lines.map((line) => toStatementLine(line, currency)),
    older,
  };
}

function toStatementLine(line: StatementLine, currency: string): StatementLineData<Message> {
  const { id, processedAt, type, description, wager, effectCents, balanceCents } = line;
  return {
    id,
    at: processedAt,
    what: message('value', { value: { table: 'transactions', title: humanise(type) } }),
    description: description ?? '',
    href: recordAddress('transactions', id),
    wager: wager && { number: wager.number, href: recordAddress('wagers', wager.id) },
    effect: formatSignedCurrency(effectCents, currency),
    isDebit: effectCents < 0,
    balance: formatCurrency(balanceCents, currency),
    isNegative: balanceCents < 0,
  };
}
