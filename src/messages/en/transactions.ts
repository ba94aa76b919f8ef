/** Rules, refusals and outcomes of transactions. */
export const transactions = {
  // work that a login may do
  'transactions.processing': 'processing transactions',
  'transactions.failing': 'failing transactions',
  'transactions.cancelling': 'cancelling transactions',
  'transactions.reversing': 'reversing transactions',
  'transactions.adjusting': 'adjusting balances',
  // names and states
  'transactions.label': '{type:word} of {amount:money}',
  'transactions.named': 'the {label:message}',
  'transactions.state': '{state:word}',
  'transactions.unknown': 'there is no such transaction',
  // outcomes
  'transactions.created': '{label:message} created for {customer:person}',
  'transactions.processed': '{label:message} processed',
  'transactions.failed': '{label:message} failed',
  'transactions.cancelled': '{label:message} cancelled',
  'transactions.reversed': '{label:message} reversed',
  'transactions.credited': '{what:message}: {amount:money} credited to {customer:person}',
  'transactions.debited': '{what:message}: {amount:money} debited from {customer:person}',
  'transactions.added': '{amount:money} added to the balance of {customer:person}: {reason}',
  'transactions.taken': '{amount:money} taken from the balance of {customer:person}: {reason}',
  // descriptions in the book
  'transactions.adjustment': 'Adjustment: {reason}',
  'transactions.reversal': 'Reversal of a {type:word}',
  'transactions.reversal_because': 'Reversal of a {type:word}: {reason}',
  // refusals
  'transactions.bad_type': 'the type must be deposit or withdrawal',
  'transactions.already': 'the {label:message} is already {state:message}',
  'transactions.use_reverse': 'use reverse to take it back',
  'transactions.final': 'a {state:message} transaction is final',
  'transactions.kind_beyond_balance': 'beyond the balance',
  'transactions.beyond_balance':
    'the {label:message} is more than the balance of {customer:person}, {balance:money}',
  'transactions.stays_pending': 'it stays pending',
  'transactions.kind_of_wager': 'money of a wager',
  'transactions.of_wager': 'the {label:message} belongs to a wager',
  'transactions.change_wager': 'use regrade, void or reopen on the wager',
  'transactions.kind_reversal': 'a reversal',
  'transactions.is_reversal': 'the {label:message} is itself a reversal, which cannot be reversed',
  'transactions.adjust_instead': 'write an adjustment instead',
  'transactions.only_completed_reversed':
    'the {label:message} is {state:message}, and only a completed one can be reversed',
  'transactions.use_cancel': 'use cancel',
  'transactions.kind_reversed': 'already reversed',
  'transactions.already_reversed': 'the {label:message} is already reversed',
  'transactions.changed':
    'the {label:message} was changed since it was chosen and is now {state:message}',
  'transactions.suspended': '{customer:person} is suspended and cannot withdraw',
  'transactions.activate_customer': 'activate the customer first',
  'transactions.kind_below_zero': 'below zero',
  'transactions.below_zero': 'the balance of {customer:person} would be {after:money}, below zero',
  'transactions.confirm_below_zero': 'confirm that it may go below zero',
  // requests of customers and agents
  'transactions.no_requests':
    '{customer:person} is {status:word}, and only active customers request deposits and withdrawals',
  'transactions.ask_to_activate': 'ask an administrator to activate the customer',
  'transactions.kind_too_many': 'too many requests',
  'transactions.too_many_deposits':
    '{customer:person} has {pending:number} pending deposits, and {most:number} are the most',
  'transactions.too_many_withdrawals':
    '{customer:person} has {pending:number} pending withdrawals, and {most:number} are the most',
  'transactions.wait_or_cancel':
    'wait until one of them is processed, or let the customer cancel one',
  'transactions.requests_beyond_balance':
    'pending withdrawals of {customer:person} would sum to {sum:money}, more than the balance of {balance:money}',
  'transactions.request_at_most': 'request {left:money} at most',
  'transactions.nothing_to_withdraw': 'a deposit has to be processed first',
  'transactions.nothing_left':
    'nothing is left to request: a pending withdrawal has to be processed or cancelled, or a deposit processed, first',
  // help of the command line
  'transactions.help': 'deposits, withdrawals and adjustments',
  'transactions.help_create':
    'write a pending deposit or withdrawal; nothing moves until it is processed',
  'transactions.help_type': 'the direction of the money',
  'transactions.help_amount': 'such as 110 or 1,250.50',
  'transactions.help_description': 'a note about it',
  'transactions.help_adjust':
    'correct a balance by a completed deposit or withdrawal with a reason',
  'transactions.help_adjust_amount': 'positive adds to the balance, negative takes from it',
  'transactions.help_reason': 'why; kept with the change',
  'transactions.help_allow_negative': 'the balance may end below zero',
  'transactions.help_process': 'complete pending transactions: the money moves',
  'transactions.help_fail': 'fail pending transactions, with a reason',
  'transactions.help_cancel': 'cancel pending transactions',
  'transactions.help_reverse': 'write the opposite of completed deposits and withdrawals',
  'transactions.help_ids': 'ids of transactions',
} as const;
