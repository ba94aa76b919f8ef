/** Texts of the sign-in, account and error pages. */
export const pages = {} as const;
