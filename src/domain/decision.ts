/** The answer of a rule: the change, or a refusal with the way out. */

export interface Refusal {
  /** The reason without names and numbers, to count rows refused alike. */
  kind: string;
  message: string;
  hint?: string;
}

/** A row that an operation refused, and why. */
export interface RefusedLine {
  id: string;
  label: string;
  reason: string;
}

export type Decision<Change> = { ok: true; change: Change } | { ok: false; refusal: Refusal };
