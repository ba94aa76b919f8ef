/** The database, its migrations, copies and gateway. */
export const database = {} as const;
