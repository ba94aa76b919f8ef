/** What a rule answers: the change, or why not and what to do instead. */

export interface Refusal {
  /** What rows refused for the same reason have in common, for counting them. */
  kind: string;
  message: string;
  hint?: string;
}

export type Decision<Change> = { ok: true; change: Change } | { ok: false; refusal: Refusal };
