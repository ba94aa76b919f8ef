/** Labels, fields, hints and explanations of declared actions and columns. */
export const actions = {} as const;
