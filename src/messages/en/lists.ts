/** Filters, views, search and totals of lists. */
export const lists = {} as const;
