import { AsyncLocalStorage } from 'node:async_hooks';

/** The login or address that the running work is done for; none for work of the server itself. */
export interface Asker {
  /** `login ID` or `address ADDRESS`: all its requests have one share. */
  readonly holder: string;
  /** Aborts when the client closes the connection before the answer. */
  readonly signal: AbortSignal;
}

const askers = new AsyncLocalStorage<Asker | undefined>();

/** Returns the asker of the running work. */
export function currentAsker(): Asker | undefined {
  return askers.getStore();
}

/** Runs work, and all that it awaits, for an asker. */
export function askAs<T>(asker: Asker | undefined, work: () => T): T {
  return askers.run(asker, work);
}

const never = new AbortController().signal;

/** Runs work for the asker whose result others await too: it goes on after the asker has left. */
export function askForOthersToo<T>(work: () => T): T {
  const asker = currentAsker();
  return askAs(asker && { ...asker, signal: never }, work);
}
