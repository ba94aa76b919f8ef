import type { Context } from '../../context.js';
import type { StepUp } from '../../domain/actor.js';

/**
 * The step-up of a browser session: its login typed password and code again. The session's row keeps
 * it, so that it ends with the session and holds across processes.
 */

/** Part of a session's data that step-up reads. */
export interface StepUpFlags {
  stepUp?: {
    /** Milliseconds since 1970. */
    at: number;
    /** Proof that was typed: a password alone counts only while the login has no second factor. */
    by: 'password' | 'factor';
  };
}

const MINUTE = 60_000;
/** Minutes for which a step-up waits for its one operation, where STEP_UP_MINUTES is 0. */
const SINGLE_MINUTES = 5;

/**
 * Judges a session's step-up now.
 * @param sessionId hash by which the database knows the session
 */
export function readStepUp(
  { config, clock }: Pick<Context, 'config' | 'clock'>,
  login: { hasSecondFactor: boolean },
  { stepUp }: StepUpFlags,
  sessionId: string,
): StepUp {
  const isSingle = config.stepUpMinutes === 0;
  const minutes = isSingle ? SINGLE_MINUTES : config.stepUpMinutes;
  const counts =
    stepUp !== undefined &&
    (stepUp.by === 'factor' || !login.hasSecondFactor) &&
    // A clock that was set back makes no step-up last longer.
    Math.abs(clock.now().getTime() - stepUp.at) < minutes * MINUTE;
  const state = counts ? (isSingle ? 'single' : 'fresh') : 'none';
  return { sessionId, state, needsCode: login.hasSecondFactor };
}
