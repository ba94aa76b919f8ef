/** Logins, passwords, sessions, second factors. */
export const accounts = {} as const;
