/** Checks of the invariants, broken rows, repairs. */
export const reconciliation = {} as const;
