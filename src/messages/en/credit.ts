/** Credit of agents: refusals and warnings. */
export const credit = {
  'credit.reading': 'reading credit',
  'credit.kind_none': 'no credit',
  'credit.none': 'agent {agent:person} has no credit, and sets no betting limits',
  'credit.leave_at_zero': 'leave the limit at 0.00, or ask an administrator for a credit limit',
  'credit.leave_at':
    'leave the limit at {limit:money} or below, or ask an administrator for a credit limit',
  'credit.kind_beyond': 'beyond the credit',
  'credit.beyond':
    'the betting limits of the customers of {agent:person} would sum to {sum:money}, and its credit limit is {credit:money}',
  'credit.left':
    '{left:money} of credit is left, so this limit can be {most:money} at most; an administrator can raise the credit limit',
  'credit.exceeded':
    'the betting limits of the customers of {agent:person} sum to {sum:money}, above its credit limit of {credit:money}: until they fit again, the agent can lower limits and raise none',
} as const;
