/** Checks of the invariants, broken rows, repairs. */
export const reconciliation = {
  // invariants
  'reconciliation.balances_rule': 'balances equal the sum of their completed transactions',
  'reconciliation.payouts_rule': 'each wager’s transactions sum to its payout less its stake',
  'reconciliation.stakes_rule':
    'each wager has one stake transaction, and no wager money is without a wager',
  'reconciliation.agents_rule': 'agents of wagers, customer counts and total volumes agree',
  'reconciliation.rows_rule': 'amounts are whole cents; statuses, results and timestamps agree',
  'reconciliation.gradings_rule':
    'gradings lead to each wager’s present state and to the book’s win on it',
  'reconciliation.figures_rule': 'stored figures of closed periods equal a recomputation',
  'reconciliation.open_stakes_rule': 'sums of open stakes equal the stakes of the open wagers',
  // progress
  'reconciliation.starting': 'the beginning',
  'reconciliation.balances': 'balances',
  'reconciliation.wagers': 'wagers',
  'reconciliation.transactions': 'transactions',
  'reconciliation.people_and_activities': 'agents, customers and activities',
  'reconciliation.stored_figures': 'stored figures',
  'reconciliation.checking': 'checking {part:message} …',
  'reconciliation.failed': 'the reconciliation failed',
  'reconciliation.unknown_request': 'this page takes no such request',
  // names of rows
  'reconciliation.person': '{person:person}',
  'reconciliation.agent_row': 'agent {agent:person}',
  'reconciliation.customer_row': 'customer {customer:person}',
  'reconciliation.wager_row': 'wager {wager}',
  'reconciliation.transaction_row': '{type:word} of {amount:money} by {customer:person}',
  'reconciliation.activity_row': 'activity of {user:person}, {at}',
  'reconciliation.grading_row': 'grading of {wager}, {at}',
  // states of wagers, impossible ones included
  'reconciliation.state_with_result': '{status:word} as {result:word}',
  'reconciliation.state_without_result': '{status:word} without a result',
  'reconciliation.open': 'open',
  // balances
  'reconciliation.wrong_balance':
    'customer {customer:person}: the balance is {found:money}, but the completed transactions sum to {expected:money}',
  // money of wagers
  'reconciliation.wrong_money':
    'wager {wager}, {state:message}: its transactions sum to {found:money}, but its payout less its stake is {expected:money}',
  'reconciliation.wrong_stake':
    'wager {wager}: its stake transaction is not a completed one of {stake:money}',
  'reconciliation.stake_count': 'wager {wager} has {count#stake_transaction} instead of one',
  'reconciliation.of_another_customer': 'wager {wager} has {count#transaction} of another customer',
  'reconciliation.wrong_grading_money':
    'wager {wager}: its grading of {at} moved {found:money} instead of {expected:money}',
  'reconciliation.unknown_wager': '{row:message}: no wager has the number {reference}',
  'reconciliation.no_reference': '{row:message}: it names no wager',
  'reconciliation.a_wager_number': 'the number of a wager',
  // agents
  'reconciliation.no_customer': 'wager {wager} has no customer',
  'reconciliation.wrong_agent':
    'wager {wager} has the agent {found:person}, but its customer {customer:person} belongs to {expected:person}',
  'reconciliation.wrong_customer_count':
    'agent {agent:person}: the stored customer count is {found:number}, but the agent has {expected#customer}',
  'reconciliation.wrong_volume':
    'agent {agent:person}: the stored total volume is {found:money}, but the stakes of the agent’s wagers sum to {expected:money}',
  'reconciliation.the_book': 'the book',
  'reconciliation.wrong_open_stakes_book':
    'the stored sum of open stakes of the book is {found:money}, but the stakes of its open wagers sum to {expected:money}',
  'reconciliation.wrong_open_stakes_agent':
    'agent {agent:person}: the stored sum of open stakes is {found:money}, but the stakes of the open wagers sum to {expected:money}',
  'reconciliation.wrong_open_stakes_customer':
    '{customer:person}: the stored sum of open stakes is {found:money}, but the stakes of the open wagers sum to {expected:money}',
  'reconciliation.wrong_credit':
    'agent {agent:person}: the stored credit in use is {found:money}, but the betting limits of the agent’s customers sum to {expected:money}',
  // rules of single rows
  'reconciliation.row_fault': '{row:message}: {fault:message} ({found})',
  'reconciliation.row_fault_empty': '{row:message}: {fault:message} (empty)',
  'reconciliation.not_whole_cents': '“{column:title}” is not in whole cents',
  'reconciliation.misfit_credit': '“Credit free” does not fit credit limit and credit used',
  'reconciliation.win_not_whole_cents': 'the change of the book’s win is not in whole cents',
  'reconciliation.not_a_timestamp': '“{column:title}” is not a timestamp',
  'reconciliation.misfit': '“{column:title}” does not fit the status',
  'reconciliation.negative_amount': 'the amount is negative',
  'reconciliation.zero_amount': 'the amount is zero',
  'reconciliation.incomplete_wager_money': 'wager money is not completed',
  'reconciliation.wrong_reversal': 'the reversal is not the opposite of its original',
  'reconciliation.a_time': 'a time',
  'reconciliation.nothing': 'nothing',
  'reconciliation.result_of_settled': 'win, loss or push',
  'reconciliation.a_positive_amount': 'a positive amount',
  'reconciliation.an_amount': 'an amount',
  'reconciliation.an_opposite': 'the opposite of a completed original',
  // gradings
  'reconciliation.no_grading': 'wager {wager} is {state:message} and has no grading',
  'reconciliation.a_grading': 'a grading',
  'reconciliation.wrong_win':
    'wager {wager}: its grading of {at} says a book’s win of {found:money}, but from {from:message} to {to:message} it is {expected:money}',
  'reconciliation.wrong_beginning':
    'wager {wager}: its grading of {at} begins at {found:message}, not at {expected:message}',
  'reconciliation.back_to_pending':
    'wager {wager}: its grading of {at} leads back to pending, but the wager had been accepted',
  'reconciliation.wrong_end':
    'wager {wager} is {found:message}, but its last grading says {expected:message}',
  'reconciliation.wrong_settling_time':
    'wager {wager} was settled at {found}, but its last grading is of {at}',
  'reconciliation.no_settling_time':
    'wager {wager} has no time of settling, but its last grading is of {at}',
  // stored figures
  'reconciliation.wrong_figure':
    '{figure:message} is stored as {found:number}, but a recompute gives {expected:number}',
  'reconciliation.missing_figure':
    '{figure:message} is not stored, but a recompute gives {expected:number}',
  'reconciliation.off_calendar':
    '{kind:word} figures do not begin on a first day of the book’s calendar: {days:message}',
  'reconciliation.outdated':
    '{kind:word} figures are outdated until they are recomputed: {days:message}',
  'reconciliation.days': '{days:all}',
  'reconciliation.days_and_more': '{days} and {more:number} more',
  // repair
  'reconciliation.repairing': 'a repair',
  'reconciliation.repaired_reason': 'Derived columns differed from the rows they follow from',
  // at the command line
  'reconciliation.command_help':
    'check the invariants of the book and name every row that breaks one',
  'reconciliation.repair_help':
    'correct the derived columns of agents (customer_count, total_volume, credit_used) and the sums of open stakes first',
  'reconciliation.warning': 'warning: {warning:message}',
  'reconciliation.all_hold': 'all invariants hold',
  'reconciliation.rows_to_look_at': '{rows#row} to look at',
  'reconciliation.not_kept': 'the result was not kept: {reason:message}',
  'reconciliation.nothing_to_repair': 'nothing to repair',
  'reconciliation.repair_plan': 'a repair would change:',
  'reconciliation.column_agent': 'of',
  'reconciliation.column_column': 'column',
  'reconciliation.column_is': 'is',
  'reconciliation.column_becomes': 'becomes',
  'reconciliation.ask_to_repair': 'Repair {values#value}?',
  'reconciliation.repaired': '{values#value} repaired',
  'reconciliation.finding':
    '   - {text:message} [expected {expected:message}, found {found:message}]',
  'reconciliation.check_holds': '{invariant}. {title:message}: {rows#row} checked, all right',
  'reconciliation.check_broken':
    '{invariant}. {title:message}: {rows#row} checked, {broken:number} broken',
} as const;
