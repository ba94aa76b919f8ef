/** Figures, formulas, explanations, statements, weekly sheets. */
export const figures = {} as const;
