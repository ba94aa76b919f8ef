import { GuardError } from './errors.js';
import type { Execute } from './types.js';

/** A guard that fails always: the write takes its lock and its trigger runs, then nothing is left. */
const REFUSED_WRITE = {
  sql: 'INSERT INTO guards (code, ok) VALUES (?, ?)',
  params: ['ready', 0],
} as const;

/**
 * Begins a write and takes it back, to learn whether the database takes writes now.
 * @throws DatabaseError when it does not
 */
export async function tryWrite(execute: Execute): Promise<void> {
  try {
    await execute([REFUSED_WRITE]);
  } catch (error) {
    if (error instanceof GuardError) return;
    throw error;
  }
  throw new Error('a failed guard let its write pass');
}
