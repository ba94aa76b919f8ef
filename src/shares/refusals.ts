import { DomainError } from '../errors.js';
import { message, type Message } from '../messages/message.js';
import type { FullBy } from './share.js';

/** The words of refused places: what is full, how long it may take, what to do. */
export interface Refusal {
  /** The holder's own work fills its share. */
  own: Message;
  /** The work of others fills the process. */
  others: Message;
  /** Seconds after which another try has a chance. */
  retryAfterS: number;
}

export const refusals = {
  requests: {
    own: message('shares.requests_own'),
    others: message('shares.requests_own'),
    retryAfterS: 5,
  },
  strangers: {
    own: message('shares.requests_of_address'),
    others: message('shares.requests_of_address'),
    retryAfterS: 5,
  },
  files: {
    own: message('requests.other_file_of_login'),
    others: message('requests.files_of_others'),
    retryAfterS: 10,
  },
  exports: {
    own: message('shares.exports_own'),
    others: message('shares.exports_of_others'),
    retryAfterS: 10,
  },
  bodies: {
    own: message('shares.bodies_own'),
    others: message('shares.bodies_of_others'),
    retryAfterS: 5,
  },
  previews: {
    own: message('shares.previews_own'),
    others: message('shares.previews_of_others'),
    retryAfterS: 10,
  },
  reports: {
    own: message('shares.reports_own'),
    others: message('shares.reports_of_others'),
    retryAfterS: 5,
  },
  reads: {
    own: message('shares.reads_own'),
    others: message('shares.reads_of_others'),
    retryAfterS: 10,
  },
  passwords: {
    own: message('shares.passwords_own'),
    others: message('shares.passwords_of_others'),
    retryAfterS: 10,
  },
} as const satisfies Record<string, Refusal>;

/** Makes the error of a refused place, which is answered by 429 with `Retry-After`. */
export function refusal({ own, others, retryAfterS }: Refusal, by: FullBy): DomainError {
  return new DomainError('throttled', by === 'holder' ? own : others, {
    hint: message('requests.retry_after', { count: retryAfterS }),
    retryAfterS,
  });
}
