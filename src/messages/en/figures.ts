/** Figures, formulas, explanations, statements, weekly sheets. */
export const figures = {
  'figures.explain': 'Explain',
} as const;
