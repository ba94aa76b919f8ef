/** Refusals by limit rules and by the start of an event. */
export const limits = {
  'limits.kind': 'beyond the rule “{rule}”',
  'limits.least_stake':
    'the stake of {stake:money} is below {limit:money}, the least stake of the rule “{rule}”',
  'limits.greatest_stake':
    'the stake of {stake:money} is above {limit:money}, the greatest stake of the rule “{rule}”',
  'limits.greatest_win':
    'the win of {win:money} is above {limit:money}, the greatest win of the rule “{rule}”',
  'limits.greatest_odds':
    'the odds of {odds} are above {limit}, the greatest odds of the rule “{rule}”',
  'limits.greatest_open': 'the open stakes would pass the greatest sum of the rule “{rule}”',
  'limits.greatest_open_sum':
    'the open stakes would be {open:money}, above {limit:money}, the greatest sum of the rule “{rule}”',
  'limits.administrator_hint':
    'an administrator can change the rule, or go beyond it with a reason',
  'limits.reason_hint': 'give a reason to go beyond it, or change the rule',
  'limits.kind_started': 'the event has begun',
  'limits.started': 'the event began at {at} UTC',
  'limits.started_hint':
    'wagers are placed and accepted before the event begins; an administrator can go on with a reason',
  'limits.started_reason_hint': 'give a reason to go on all the same',
  'limits.of_wager': 'wager {number}: {what:message}',
} as const;
