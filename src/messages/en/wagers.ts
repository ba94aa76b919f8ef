/** Rules, refusals and outcomes of wagers. */
export const wagers = {
  'wagers.paid': '{what:message}: {amount:money} paid to {customer:person}',
} as const;
