/** English words that stand in messages, by key. A language has a form for each: see es/words.ts. */
export const words = {
  'role.admin': 'administrator',
  'role.agent': 'agent',
  'role.customer': 'customer',
  'wager.pending': 'pending',
  'wager.active': 'active',
  'wager.settled': 'settled',
  'wager.voided': 'voided',
  'wager.cancelled': 'cancelled',
  'result.win': 'win',
  'result.loss': 'loss',
  'result.push': 'push',
  'result.void': 'void',
  'customer.active': 'active',
  'customer.inactive': 'inactive',
  'customer.suspended': 'suspended',
  'field.amount': 'the amount',
  'field.betting_limit': 'the betting limit',
  'field.odds': 'the odds',
} as const;

/** English nouns with the forms of their counts, as `Intl.PluralRules` names them. */
export const nouns = {
  wager: { one: 'wager', other: 'wagers' },
  transaction: { one: 'transaction', other: 'transactions' },
  row: { one: 'row', other: 'rows' },
  customer: { one: 'customer', other: 'customers' },
  column: { one: 'column', other: 'columns' },
  character: { one: 'character', other: 'characters' },
  session: { one: 'session', other: 'sessions' },
  bet: { one: 'bet', other: 'bets' },
  second: { one: 'second', other: 'seconds' },
  minute: { one: 'minute', other: 'minutes' },
} as const;
