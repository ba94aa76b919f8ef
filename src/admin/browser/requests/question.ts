/** Requests that only ask, known by what they ask. */

/** What a request says, as far as the client's methods agree about it. */
export interface RequestOptions {
  /** Body of a POST. */
  data?: unknown;
  params?: unknown;
}

/** Steps of a form that change nothing. */
const trialSteps: unknown[] = ['preview', 'check'];

/**
 * Names what a request asks, the same for the same question.
 * @returns null for a request that may change something
 */
export function questionOf(method: string, options: RequestOptions): string | null {
  if (options.data && !trialSteps.includes(stepOf(options.data))) return null;
  return `${method} ${JSON.stringify(options, (_key, value: unknown) => {
    if (value instanceof FormData) return [...value];
    return value instanceof URLSearchParams ? value.toString() : value;
  })}`;
}

function stepOf(data: unknown): unknown {
  return data instanceof FormData ? data.get('step') : (data as { step?: unknown }).step;
}
