import { currentAsker } from './asker.js';
import { refusal, type Refusal, refusals } from './refusals.js';
import { ShareFull, type Share } from './share.js';

/**
 * Runs work with a place of the running request's login or address. Work of the server itself needs
 * none.
 * @throws DomainError `throttled`; the request's reason when its client has left
 */
export async function inShare<T>(
  share: Share,
  work: () => Promise<T>,
  words: Refusal = refusals.reads,
): Promise<T> {
  const asker = currentAsker();
  if (asker === undefined) return work();
  try {
    return await share.run(asker.holder, asker.signal, work);
  } catch (error) {
    if (error instanceof ShareFull) throw refusal(words, error.by);
    throw error;
  }
}
