/** Refusals and previews that all operations on money share. */
export const operations = {} as const;
