import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';

/** The deadline of a list: a read without an index of a very large table takes its time. */

export const LIST_WITHIN_MS = 60_000;

/**
 * Awaits the reads of a list. The thread for long reads ends its work in any case: SQLite cannot be
 * interrupted from outside of it.
 * @throws DomainError `conflict` with the way out when the deadline has passed
 */
export async function inTime<T>(reads: Promise<T>, withinMs = LIST_WITHIN_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const seconds = Math.round(withinMs / 1_000);
    const refuse = () =>
      reject(
        new DomainError('conflict', message('lists.too_slow', { seconds }), {
          hint: message('lists.too_slow_hint'),
        }),
      );
    timer = setTimeout(refuse, withinMs).unref();
  });
  try {
    return await Promise.race([reads, late]);
  } finally {
    clearTimeout(timer);
  }
}
