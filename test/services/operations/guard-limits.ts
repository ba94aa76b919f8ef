import { agent, at, changed, changedRule, changedSum, customer, newRule, newWager } from './guard-rows.js'; // prettier-ignore

/** Forbidden writes of raw SQL to limit rules, sums of open stakes and the facts that they bound. */

const amounts = ['least_stake', 'greatest_stake', 'greatest_win', 'greatest_open_stakes'];
const notCents = ['0.001', '-1', '1000000000.01', `'ten'`];
const none = Object.fromEntries(['greatest_stake'].map((column) => [column, 'NULL']));

/** Each write with its refusal. */
export const forbiddenLimits: [write: string, message: RegExp][] = [
  [`INSERT ${newWager({ odds: '100001', potential_win: '100001' })}`, /at most 100,000 either way/],
  [`INSERT ${newWager({ odds: '-100001' })}`, /at most 100,000 either way/],
  [`INSERT ${newWager({ potential_win: '0' })}`, /is at least 0\.01/],
  [`INSERT ${newWager({ event_starts_at: `'tomorrow'` })}`, /is a time like/],
  [changed(`event_starts_at = ${at}`), /is fixed once the wager is placed/],
  // Sums of open stakes.
  [changedSum('open_cents = open_cents + 1'), /is the sum of the stakes of open wagers/],
  [changedSum('open_cents = 0'), /is the sum of the stakes of open wagers/],
  [changedSum(`owner_id = ${agent('South')}`), /scope and owner of a sum never change/],
  [changedSum(`scope = 'customer'`), /scope and owner of a sum never change/],
  [changedSum('rowid = 99'), /scope and owner of a sum never change/],
  [
    `INSERT INTO open_stakes (scope, owner_id, open_cents) VALUES ('agent', ${agent('South')}, 5)`,
    /a new sum starts at 0/,
  ],
  [`INSERT INTO open_stakes (scope, owner_id) VALUES ('book', 'x')`, /a new sum starts at 0/],
  [`REPLACE INTO open_stakes (scope, owner_id) VALUES ('book', '')`, /is already taken/],
  [
    `REPLACE INTO open_stakes (rowid, scope, owner_id) VALUES (1, 'agent', ${agent('South')})`,
    /is already taken/,
  ],
  [`DELETE FROM open_stakes`, /sums of open stakes are never deleted/],
  // Limit rules.
  [`INSERT ${newRule({ name: `' '` })}`, /a name/],
  [changedRule(`name = ''`), /a name/],
  [`INSERT ${newRule({ scope: `'agent'` })}`, /and empty in any other/],
  [`INSERT ${newRule({ agent_id: agent('North') })}`, /and empty in any other/],
  [changedRule(`agent_id = ${agent('North')}`), /and empty in any other/],
  [changedRule(`scope = 'agent'`), /and empty in any other/],
  [`INSERT ${newRule({ scope: `'customer'` })}`, /and empty in any other/],
  [`INSERT ${newRule({ customer_id: customer('Ann') })}`, /and empty in any other/],
  [changedRule(`customer_id = ${customer('Ann')}`), /and empty in any other/],
  [changedRule(`scope = 'customer'`), /and empty in any other/],
  ...amounts.flatMap((column) =>
    notCents.flatMap((value): [string, RegExp][] => [
      [
        `INSERT ${newRule({ greatest_stake: 'NULL', greatest_odds: '2', [column]: value })}`,
        /is whole cents between 0 and/,
      ],
      [changedRule(`${column} = ${value}`), /is whole cents between 0 and/],
    ]),
  ),
  [`INSERT ${newRule({ least_stake: '500.01' })}`, /is not below the least stake/],
  [changedRule('least_stake = 2, greatest_stake = 1'), /is not below the least stake/],
  [`INSERT ${newRule({ greatest_odds: '1' })}`, /odds: |the odds/],
  [`INSERT ${newRule({ greatest_odds: '1001.01' })}`, /odds: |the odds/],
  [changedRule('greatest_odds = 1'), /odds: |the odds/],
  [changedRule(`greatest_odds = 'high'`), /odds: |the odds/],
  [`INSERT ${newRule(none)}`, /at least one limit/],
  [changedRule('greatest_win = NULL, greatest_odds = NULL'), /at least one limit/],
  [changedRule(`id = 'other'`), /never changes/],
  [changedRule('rowid = 99'), /never changes/],
  [`REPLACE ${newRule({ id: `'book'` })}`, /is already taken/],
  [`REPLACE ${newRule({ rowid: '1' })}`, /is already taken/],
  [`DELETE FROM limit_rules`, /deactivate the rule/],
];
