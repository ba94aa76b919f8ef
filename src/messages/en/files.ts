/** Imports and exports. */
export const files = {} as const;
