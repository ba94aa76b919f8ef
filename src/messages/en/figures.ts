/** Figures, formulas, explanations, statements, weekly sheets. */
export const figures = {
  'figures.explain': 'Explain',
  // names
  'figures.handle': 'Handle',
  'figures.volume': 'Volume',
  'figures.bets': 'Bets',
  'figures.average_stake': 'Average stake',
  'figures.gross_win': 'Gross win',
  'figures.hold': 'Hold',
  'figures.stakes_first_graded': 'Stakes first graded',
  'figures.active_customers': 'Active customers',
  'figures.new_customers': 'New customers',
  'figures.deposits': 'Deposits',
  'figures.withdrawals': 'Withdrawals',
  'figures.net_cash': 'Net cash',
  'figures.open_liability': 'Open liability',
  'figures.commission': 'Commission',
  'figures.net': 'Customers’ result',
  'figures.payments': 'Payments and adjustments',
  'figures.carried': 'Carried balance',
  'figures.settled': 'Settled balance',
  'figures.open_stakes': 'Open stakes',
  'figures.balance': 'Balance',
  'figures.near_limit': 'Over or near the limit',
  // formulas
  'figures.handle_formula':
    'sum of the stakes of all wagers placed in the period, without cancelled and voided ones',
  'figures.volume_formula': 'sum of the stakes of all wagers placed in the period',
  'figures.bets_formula':
    'number of wagers placed in the period, without cancelled and voided ones',
  'figures.average_stake_formula': 'handle ÷ bets',
  'figures.gross_win_formula':
    'sum of the changes of the book’s win by all gradings made in the period; a regrade counts when it is made',
  'figures.hold_formula':
    'gross win ÷ stakes of the wagers whose first grading as win, loss or push falls in the period',
  'figures.active_customers_formula': 'number of customers with at least one bet in the period',
  'figures.new_customers_formula': 'number of customers added in the period',
  'figures.deposits_formula':
    'completed deposits less their reversals, by the time of processing, without adjustments',
  'figures.withdrawals_formula':
    'completed withdrawals less their reversals, by the time of processing, without adjustments',
  'figures.net_cash_formula': 'deposits − withdrawals, less reversals, without adjustments',
  'figures.open_liability_formula':
    'sum of the profits of all wagers that were open at the period’s end, or are open now',
  'figures.commission_formula':
    'for each agent: rate in force on the last day × gross win of its customers when above zero',
  'figures.commission_of_handle_formula':
    'for each agent: rate in force on the last day × handle of its customers',
  'figures.net_formula':
    'what customers won less what they lost, by the gradings made in the period: minus the gross win',
  'figures.payments_formula':
    'completed deposits − completed withdrawals, with adjustments and reversals',
  'figures.carried_formula': 'all payments, adjustments and results before the first day',
  'figures.settled_formula':
    'carried balance + results of the days + payments = balance + open stakes',
  'figures.open_stakes_formula':
    'stakes of the wagers that were open at the period’s end, or are open now',
  'figures.balance_formula':
    'sum of all completed transactions up to the period’s end, or up to now',
  'figures.near_limit_formula':
    'number of customers who owe at least 80 % of their betting limit now',
  'figures.rate_of_win': '{rate} % × gross win when above zero',
  'figures.rate_of_handle': '{rate} % × handle',
  // days and periods
  'figures.days': '{from} to {to}',
  'figures.stored_value': '{figure:message}, {kind:word} from {day}',
  // the subject of an explanation
  'figures.of_book': 'the whole book, {days:message}',
  'figures.of_book_at': 'the whole book, as of the period {days:message}',
  'figures.of_own_customers': 'all your customers, {days:message}',
  'figures.of_own_customers_at': 'all your customers, as of the period {days:message}',
  'figures.of_person': '{person:person}, {days:message}',
  'figures.of_person_at': '{person:person}, as of the period {days:message}',
  // the parts and rows behind a figure
  'figures.part_customers': 'Customers',
  'figures.open_wagers': 'Open wagers',
  'figures.part_results': 'Results',
  'figures.part_over_limit': 'Over the limit',
  'figures.part_near_limit': 'Near the limit',
  'figures.wager_result': '{status:word} · {result:word}',
  'figures.regraded': '{from:word} → {to:word}',
  'figures.customer_bets': '{bets#bet}',
  'figures.debt_of_limit': 'owes {debt:money} of {limit:money}',
  // work that a role may not do
  'figures.reading_book': 'reading the book’s figures',
  'figures.reading_own_week': 'reading an agent’s own week',
  'figures.reading_debts': 'reading what customers owe',
  'figures.reading_account': 'reading an account',
  'figures.this_page': 'this page',
  'figures.recomputing': 'recomputing figures',
  // questions that have no answer
  'figures.no_figure': 'there is no such figure',
  'figures.no_agent': 'there is no such agent',
  'figures.no_statement_page': 'there is no such page of the statement',
  'figures.no_stored_figures': 'these figures do not exist',
  'figures.future_week': 'the week of {day} is in the future',
  'figures.choose_earlier_week': 'choose this week or an earlier one',
  // ranges of days
  'figures.range_backwards': 'the range is backwards: {from} is after {to}',
  'figures.earlier_first': 'give the earlier date first',
  'figures.range_too_long': '{from} to {to} is more than five years',
  'figures.shorten_range': 'choose a shorter range',
  'figures.future_day': '{day} is in the future',
  'figures.latest_day': 'the latest date is {day}',
  'figures.not_a_date': '{typed} is not a date',
  'figures.write_date': 'write it as YYYY-MM-DD',
  // stored figures
  'figures.state': 'State',
  'figures.up_to_date': 'Up to date',
  'figures.outdated': 'Outdated',
  'figures.not_ended': 'Not ended',
  'figures.computed_at': 'computed {at} ({timezone})',
  'figures.never_computed': 'never computed',
  // recomputing
  'figures.range_needs_first_day': 'type the first day of the range',
  'figures.empty_book': 'the book is empty: there is nothing to recompute',
  'figures.all_up_to_date':
    '{days:message}, {periods#period}: all up to date, there is nothing to recompute',
  'figures.first_changes':
    '{days:message}, {periods#period}: the first {shown:number} of {changes#value} are shown',
  'figures.value_change': '{before} → {after} ({table:inline})',
  'figures.value_added': 'nothing → {after} ({table:inline})',
  'figures.value_removed': '{before} → nothing ({table:inline})',
  'figures.recomputed': '{periods#period} recomputed, {changes#value} changed',
  'figures.book_in_future': 'the book begins on {first}, but the server’s clock says {today}',
  'figures.stray_weeks_removed': 'These weeks do not begin on the first day of the book’s week',
  // stats recompute, at the command line
  'figures.group_help': 'weekly figures and key figures',
  'figures.recompute_help': 'recompute weekly_stats and kpi_metrics; run again, it changes nothing',
  'figures.from_help': 'first day, YYYY-MM-DD in the book’s time zone',
  'figures.to_help': 'last day; today when not given',
  'figures.all_help': 'from the first day of the book up to today',
  'figures.would_change': '{changes#value} would change',
  'figures.looked_at': '{periods#period} looked at, {changes#value} changed',
  'figures.column_table': 'table',
  'figures.column_period': 'period',
  'figures.column_from': 'from',
  'figures.column_figure': 'figure',
  'figures.column_old': 'old',
  'figures.column_new': 'new',
  'figures.ask_to_store': 'Store {changes#value}?',
  'figures.all_or_range': '{all} and a range exclude each other',
  'figures.missing_range': 'the days to recompute are missing',
  'figures.give_range': 'give {first} and {last}, or {all}',
} as const;
