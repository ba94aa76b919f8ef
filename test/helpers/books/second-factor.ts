import { Secret, TOTP } from 'otpauth';
import type { Actor } from '../../../src/domain/actor.js';
import {
  confirmSecondFactor,
  pendingSecondFactor,
  startSecondFactor,
} from '../../../src/services/accounts/second-factor.js';
import type { Book } from './logins.js';

/** The second factor of a login, and its authenticator. */

export interface Authenticator {
  /** Returns the code that it shows now; a code is good once, until the next half minute. */
  code: () => string;
  recoveryCodes: string[];
}

/** Sets up a second factor for a login, and lets a minute pass. */
export async function enrol(
  { context, clock }: Pick<Book, 'context' | 'clock'>,
  actor: Actor,
): Promise<Authenticator> {
  await startSecondFactor(context, actor);
  const { secret = '' } = (await pendingSecondFactor(context, actor)) ?? {};
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  const code = () => totp.generate({ timestamp: clock.now().getTime() });
  const recoveryCodes = await confirmSecondFactor(context, actor, code());
  clock.advance({ minutes: 1 });
  return { code, recoveryCodes };
}
