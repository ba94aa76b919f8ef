/** Returns the stored form of a value: messages by key and values, persons by id. */
export function stored(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
