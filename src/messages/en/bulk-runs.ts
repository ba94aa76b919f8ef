/** Bulk runs: titles, choices, refusals, notices. */
export const bulkRuns = {} as const;
