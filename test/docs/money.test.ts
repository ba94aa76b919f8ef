import { describe, expect, it } from 'vitest';
import { kpiNames } from '../../src/domain/figures.js';
import { formatCents, parseAmount } from '../../src/domain/money.js';
import { parseOdds, profitCents, type OddsFormat } from '../../src/domain/odds.js';
import {
  decideWager,
  wagerVerbs,
  type WagerResult,
  type WagerStatus,
  type WagerVerb,
} from '../../src/domain/wager.js';
import { transactionTypes, wagerStatuses } from '../../src/db/schema/book.js';
import { codeIn, tableRowsOf } from './documents.js';

/** Compares the tables of docs/money.md with the code. */

const cells = tableRowsOf('docs/money.md').map((row) => row.cells);
const firsts = cells.map(([first = '']) => first);

describe('the rule book', () => {
  const cases = cells.filter(([stake = '']) => /^\d+\.\d\d$/.test(stake));

  it.each(cases)('is right about a stake of %s at %s, which wins %s', (stake, typed, win) => {
    const format: OddsFormat = typed.includes('decimal') ? 'decimal' : 'american';
    const odds = parseOdds(typed.replace(' (decimal)', ''), format);
    expect(formatCents(profitCents(parseAmount(stake), odds, format))).toBe(win);
  });

  it('has worked cases of both kinds of odds', () => {
    expect(cases.length).toBeGreaterThan(5);
    expect(cases.filter(([, odds]) => odds?.includes('decimal')).length).toBeGreaterThan(1);
  });

  it('has every verb of a wager', () => {
    const verbs = cells.flatMap(([, verb = '']) => /^\*\*(\w+)\*\*/.exec(verb)?.[1] ?? []);
    expect([...new Set(verbs)].sort()).toEqual([...wagerVerbs, 'place'].sort());
  });

  it.each(wagerVerbs)('says from which statuses a wager can be changed by %s', (verb) => {
    const [from = ''] = cells.find(([, what = '']) => what.startsWith(`**${verb}**`)) ?? [];
    expect(from.split(', ').sort()).toEqual(
      wagerStatuses.filter((status) => allows(status, verb)).sort(),
    );
  });

  it('has every type of a transaction', () => {
    expect(firsts).toEqual(expect.arrayContaining([...transactionTypes]));
  });

  it('has every metric', () => {
    const metrics = firsts.filter((first) => /^`[a-z_]+`$/.test(first)).flatMap(codeIn);
    expect(metrics).toEqual([...kpiNames]);
  });
});

/** Tells from the code if a wager of that status can be changed so, to a new result. */
function allows(status: WagerStatus, verb: WagerVerb): boolean {
  const results: Record<WagerStatus, WagerResult | null> = {
    ...{ pending: null, active: null, settled: 'loss', cancelled: null, voided: 'void' },
  };
  const wager = {
    ...{ number: 'W-1', stakeCents: 100, profitCents: 90, status, result: results[status] },
    openStatus: 'active' as const,
    isGradedFromPending: false,
  };
  return decideWager(wager, verb, verb === 'settle' || verb === 'regrade' ? 'win' : null).ok;
}
