/** Questions: requests that change nothing, each with a name. */

/** Options of a request that all methods of the client understand alike. */
export interface RequestOptions {
  /** Body of a POST. */
  data?: unknown;
  params?: unknown;
}

/** Steps of a form that change nothing. */
const trialSteps: unknown[] = ['preview', 'check'];

/**
 * Names a request's question. The same question has the same name.
 * @returns null for a request that may change something
 */
export function questionOf(method: string, options: RequestOptions): string | null {
  const { data, params } = options;
  // A file is the whole body, so that its step stands in the address.
  const step = data instanceof Blob ? stepInBody(params) : stepInBody(data);
  if (data && !trialSteps.includes(step)) return null;
  return `${method} ${JSON.stringify(options, (_key, value: unknown) => {
    if (value instanceof FormData) return [...value];
    if (value instanceof Blob) return nameOf(value);
    return value instanceof URLSearchParams ? value.toString() : value;
  })}`;
}

function stepInBody(data: unknown): unknown {
  if (data instanceof FormData) return data.get('step');
  return (data as { step?: unknown } | null | undefined)?.step;
}

/** Numbers of the files: two files are two questions, even when their contents are equal. */
const files = new WeakMap<Blob, number>();
let filesNamed = 0;

function nameOf(file: Blob): string {
  const number = files.get(file) ?? (filesNamed += 1);
  files.set(file, number);
  return `file ${number}`;
}
