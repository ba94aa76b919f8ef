/** Help, prompts and answers of the command line. */
export const commands = {} as const;
