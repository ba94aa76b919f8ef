/** Settings, keys and files that the server needs to start. */
export const setup = {} as const;
