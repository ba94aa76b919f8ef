import { message, verbatim, type Message, type PlainKey } from '../messages/message.js';

/** Text of the abort by the `guards` trigger. */
export const GUARD_ABORT = 'guard: the rows are not as expected';

/**
 * Messages of the rules that triggers enforce, by the text that the trigger of an applied migration
 * raises. That text never changes; the message may.
 */
const keys: Readonly<Record<string, PlainKey>> = {
  'activities are never deleted': 'database.rule_activities_kept',
  'an activity never changes': 'database.rule_activity_fixed',
  'is a share between 0 and 1': 'database.rule_share',
  'is the number of its customers and follows them by itself': 'database.rule_customer_count',
  'never changes': 'database.rule_fixed',
  'is the sum of the stakes of its wagers and follows them by itself': 'database.rule_total_volume',
  'is the sum of the limits of its customers and follows them by itself':
    'database.rule_credit_used',
  'is the credit limit less the credit used and follows them by itself':
    'database.rule_credit_free',
  'starts at 0 and follows the limits of its customers': 'database.rule_new_credit',
  'the limits of the customers of an agent would pass 1,000,000,000,000.00':
    'database.rule_credit_bounds',
  'deactivate the agent instead': 'database.rule_agents_kept',
  'volume and customer count of a new agent start at 0 and follow its wagers and customers':
    'database.rule_new_agent',
  'the trail only grows at its end': 'database.rule_audit_end',
  'the audit trail is never deleted': 'database.rule_audit_kept',
  'the audit trail never changes': 'database.rule_audit_fixed',
  'stands only for a row whose effect is being applied': 'database.rule_balance_marker',
  'agent and first day of a rate never change': 'database.rule_rate_fixed',
  'commission rates are never deleted': 'database.rule_rates_kept',
  'is fixed once the customer has a wager or a transaction': 'database.rule_customer_agent',
  'a new customer starts at 0; write an adjustment for an opening balance':
    'database.rule_new_balance',
  'moves only by a completed transaction; write an adjustment': 'database.rule_balance',
  'would pass 1,000,000,000,000.00': 'database.rule_balance_limit',
  'is whole cents between 0 and 1,000,000,000.00': 'database.rule_cents_from_zero',
  'only grows': 'database.rule_version_grows',
  'deactivate the customer instead': 'database.rule_customers_kept',
  'is a time like 2026-03-04 12:00:00': 'database.rule_time',
  'belongs to a recorded operation': 'database.rule_operation',
  'only an accepted wager is settled, voided or regraded, and reopening goes back to the open status before':
    'database.rule_grading_status',
  'a grading never changes; regrade or reopen the wager': 'database.rule_grading_fixed',
  'leads from the present state of its wager and carries the change of the win':
    'database.rule_grading',
  'the history of a wager is never deleted': 'database.rule_gradings_kept',
  'the record of an operation never changes': 'database.rule_operation_fixed',
  'the record of operations is never deleted': 'database.rule_operations_kept',
  'is whole cents, positive for all but a settlement, and within bounds': 'database.rule_amount',
  'times look like 2026-03-04 12:00:00': 'database.rule_times',
  'names an adjustment (ADJ-) or the completed transaction that is reversed (REV-)':
    'database.rule_reference',
  'stakes, settlements and refunds belong to a wager of the customer and its grading':
    'database.rule_wager_money',
  'a new transaction is a pending deposit or withdrawal, or completed with its time and reference':
    'database.rule_new_transaction',
  'only a pending transaction changes, to completed, failed or cancelled, with its time':
    'database.rule_transaction_status',
  'grows by one with each change of a transaction, which names its operation':
    'database.rule_transaction_version',
  'cancel or reverse the transaction instead': 'database.rule_transactions_kept',
  'type, customer, amount, reference and time of a transaction never change':
    'database.rule_transaction_fixed',
  'an agent login needs its agent': 'accounts.agent_needed',
  'a customer login needs its customer': 'accounts.customer_needed',
  'this is the last active administrator': 'accounts.last_administrator',
  'deactivate the login instead': 'database.rule_logins_kept',
  'is the agent of the customer': 'database.rule_wager_agent',
  'is whole cents between 0.01 and 1,000,000,000.00': 'database.rule_cents_above_zero',
  'are American odds or decimal odds above 1': 'database.rule_odds',
  'is the time of the latest grading, and empty while a wager is open or cancelled':
    'database.rule_settled_at',
  'a new wager is pending or active and has no result': 'database.rule_new_wager',
  'a pending wager waits for acceptance: accept or cancel it': 'database.rule_wager_waits',
  'a wager cannot go from its status and result to these': 'database.rule_wager_path',
  'changes only with its grading': 'database.rule_wager_grading',
  'changes only with its payment': 'database.rule_wager_payment',
  'grows by one with each change of a wager, which names its operation':
    'database.rule_wager_version',
  'number, customer, agent, amount, odds, potential win and time of a wager never change':
    'database.rule_wager_fixed',
  'void or cancel the wager instead': 'database.rule_wagers_kept',
  'is fixed once the wager is placed': 'database.rule_event_fixed',
  'are at most 100,000 either way': 'database.rule_odds_bounds',
  'is at least 0.01': 'database.rule_wins',
  'is the sum of the stakes of open wagers and follows them by itself': 'database.rule_open_stakes',
  'a new sum starts at 0 and follows its wagers': 'database.rule_new_open_stakes',
  'scope and owner of a sum never change': 'database.rule_open_stakes_fixed',
  'sums of open stakes are never deleted': 'database.rule_open_stakes_kept',
  'is a name': 'database.rule_limit_name',
  'is the agent of a rule for one agent, and empty in any other': 'database.rule_limit_agent',
  'is the customer of a rule for one customer, and empty in any other':
    'database.rule_limit_customer',
  'is not below the least stake': 'database.rule_limit_stakes',
  'are the price of odds: above 1, at most 1,001': 'database.rule_limit_odds',
  'at least one limit of a rule is filled in': 'database.rule_limit_none',
  'deactivate the rule instead': 'database.rule_limits_kept',
};

/** Returns the message of a trigger's text; a trigger of an added table is shown as it is. */
export function ruleMessage(text: string): Message {
  const key = Object.hasOwn(keys, text) ? keys[text] : undefined;
  return key === undefined ? verbatim(text) : message(key);
}
