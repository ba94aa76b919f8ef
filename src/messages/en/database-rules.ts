/** Rules that triggers of the database enforce. `src/db/rule-messages.ts` finds them by the trigger's text. */
export const databaseRules = {
  'database.rule_activities_kept': 'activities are never deleted',
  'database.rule_activity_fixed': 'an activity never changes',
  'database.rule_share': 'is a share between 0 and 1',
  'database.rule_customer_count': 'is the number of its customers, which the database counts',
  'database.rule_fixed': 'never changes',
  'database.rule_total_volume':
    'is the sum of the stakes of its wagers, which the database computes',
  'database.rule_credit_used':
    'is the sum of the limits of its customers and follows them by itself',
  'database.rule_credit_free':
    'is the credit limit less the credit used, and follows them by itself',
  'database.rule_new_credit': 'starts at 0 and follows the limits of its customers',
  'database.rule_credit_bounds':
    'the limits of the customers of an agent would pass 1,000,000,000,000.00',
  'database.rule_agents_kept': 'agents are never deleted; deactivate the agent',
  'database.rule_new_agent':
    'volume and customer count of a new agent start at 0 and follow its wagers and customers',
  'database.rule_audit_end': 'the audit trail only grows at its end',
  'database.rule_audit_kept': 'the audit trail is never deleted',
  'database.rule_audit_fixed': 'the audit trail never changes',
  'database.rule_balance_marker': 'marks only a row whose effect is being applied',
  'database.rule_rate_fixed': 'agent and first day of a rate never change',
  'database.rule_rates_kept': 'commission rates are never deleted',
  'database.rule_customer_agent': 'is fixed once the customer has a wager or a transaction',
  'database.rule_new_balance':
    'a new customer starts at 0; write an adjustment for an opening balance',
  'database.rule_balance': 'moves only by a completed transaction; write an adjustment',
  'database.rule_balance_limit': 'would pass 1,000,000,000,000.00',
  'database.rule_cents_from_zero': 'is whole cents between 0 and 1,000,000,000.00',
  'database.rule_version_grows': 'only grows',
  'database.rule_customers_kept': 'customers are never deleted; deactivate the customer',
  'database.rule_time': 'is a time like 2026-03-04 12:00:00',
  'database.rule_operation': 'belongs to a recorded operation',
  'database.rule_grading_status':
    'only an accepted wager is settled, voided or regraded; reopening restores its open status',
  'database.rule_grading_fixed': 'a grading never changes; regrade or reopen the wager',
  'database.rule_grading':
    'leads from the present state of its wager and carries the change of the win',
  'database.rule_gradings_kept': 'the history of a wager is never deleted',
  'database.rule_operation_fixed': 'the record of an operation never changes',
  'database.rule_operations_kept': 'the record of operations is never deleted',
  'database.rule_amount':
    'is whole cents, positive for all but a settlement, and at most 2,000,000,000.00',
  'database.rule_times': 'times look like 2026-03-04 12:00:00',
  'database.rule_reference':
    'names an adjustment (ADJ-) or the completed transaction that is reversed (REV-)',
  'database.rule_wager_money':
    'stakes, settlements and refunds belong to a wager of the customer and its grading',
  'database.rule_new_transaction':
    'a new transaction is a pending deposit or withdrawal, or completed with its time and reference',
  'database.rule_transaction_status':
    'only a pending transaction changes, to completed, failed or cancelled, with its time',
  'database.rule_transaction_version':
    'grows by one with each change of a transaction, which names its operation',
  'database.rule_transactions_kept':
    'transactions are never deleted; cancel or reverse the transaction',
  'database.rule_transaction_fixed':
    'type, customer, amount, reference and time of a transaction never change',
  'database.rule_logins_kept': 'logins are never deleted; deactivate the login',
  'database.rule_wager_agent': 'is the agent of the customer',
  'database.rule_cents_above_zero': 'is whole cents between 0.01 and 1,000,000,000.00',
  'database.rule_odds': 'are American odds or decimal odds above 1',
  'database.rule_settled_at':
    'is the time of the latest grading, and empty while a wager is open or cancelled',
  'database.rule_new_wager': 'a new wager is pending or active and has no result',
  'database.rule_wager_waits': 'a pending wager waits for acceptance: accept or cancel it',
  'database.rule_wager_path': 'a wager cannot go from its status and result to these',
  'database.rule_wager_grading': 'changes only with its grading',
  'database.rule_wager_payment': 'changes only with its payment',
  'database.rule_wager_version':
    'grows by one with each change of a wager, which names its operation',
  'database.rule_wager_fixed':
    'number, customer, agent, amount, odds, potential win and time of a wager never change',
  'database.rule_wagers_kept': 'wagers are never deleted; void or cancel the wager',
  'database.rule_event_fixed': 'is fixed once the wager is placed',
  'database.rule_odds_bounds': 'are at most 100,000 either way',
  'database.rule_wins': 'is at least 0.01',
  'database.rule_open_stakes': 'is the sum of the stakes of open wagers and follows them by itself',
  'database.rule_new_open_stakes': 'a new sum starts at 0 and follows its wagers',
  'database.rule_open_stakes_fixed': 'scope and owner of a sum never change',
  'database.rule_open_stakes_kept': 'sums of open stakes are never deleted',
  'database.rule_limit_name': 'needs a name',
  'database.rule_limit_agent': 'is filled in for a rule of one agent, and empty in any other',
  'database.rule_limit_customer': 'is filled in for a rule of one customer, and empty in any other',
  'database.rule_limit_stakes': 'is not below the least stake',
  'database.rule_limit_odds': 'are beyond the odds that anybody can bet at',
  'database.rule_limit_none': 'fill in at least one limit',
  'database.rule_limits_kept': 'limit rules are never deleted; deactivate the rule',
} as const;
