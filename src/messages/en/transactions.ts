/** Rules, refusals and outcomes of transactions. */
export const transactions = {} as const;
