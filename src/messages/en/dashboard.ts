/** Tiles, tables and charts of dashboards. */
export const dashboard = {} as const;
