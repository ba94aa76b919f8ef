/** Forms and limits of tables, problems of fields, conflicts. */
export const tables = {} as const;
