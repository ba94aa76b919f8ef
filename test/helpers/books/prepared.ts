import fs from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import type { Engine } from '../../../src/db/types.js';

/** Books that take long to make: each worker makes them once, and every test opens a copy. */

export interface Prepared<Made> {
  /** A closed SQLite file, for `copyOf`. */
  file: string;
  /** The maker's answer: ids, logins. */
  made: Made;
}

const books = new Map<string, Promise<Prepared<unknown>>>();

/**
 * Makes the book of that name, unless this worker has made it before.
 * @param from a closed file to begin with; the migrated database unless given
 */
export function preparedBook<Made>(
  name: string,
  make: (engine: Engine) => Promise<Made>,
  from?: string,
): Promise<Prepared<Made>> {
  const known = books.get(name) ?? makeBook(name, make, from);
  books.set(name, known);
  return known as Promise<Prepared<Made>>;
}

async function makeBook<Made>(
  name: string,
  make: (engine: Engine) => Promise<Made>,
  from?: string,
): Promise<Prepared<Made>> {
  const migrated = inject('migratedDatabase');
  const file = path.join(path.dirname(migrated), `${name}-${process.pid}.db`);
  fs.copyFileSync(from ?? migrated, file);
  const engine = openEmbedded({ file, enforceD1Limits: true });
  const made = await make(engine);
  // Closing takes the log back into the file.
  await engine.close();
  return { file, made };
}
