/**
 * The setting TEST_VOLUME lowers how much tests try (random sequences, random schemas, rows in bulk)
 * for runs in between work: a number above 0, at most 1. Without it tests try everything.
 */

const share = Number(process.env['TEST_VOLUME'] ?? 1);
if (!(share > 0 && share <= 1)) {
  throw new Error('TEST_VOLUME is a number above 0 and at most 1');
}

/** Returns the share of `full` that this run tries, rounded up, and at least `least`. */
export function volume(full: number, least = 1): number {
  return Math.min(full, Math.max(least, Math.ceil(full * share)));
}
