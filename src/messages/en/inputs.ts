/** Problems of typed values: amounts, odds, dates, texts. */
export const inputs = {} as const;
