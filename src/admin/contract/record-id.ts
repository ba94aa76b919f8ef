/** Ids of records, as texts for people. */

/** Writes the key of an id that is encoded for addresses; any other id stays as it is. */
export function readableId(id: string): string {
  if (!id.startsWith('~')) return id;
  const parts = decodeId(id);
  return parts === null ? id : parts.join(' · ');
}

/** Decodes the texts and numbers of an id; null where it is no id of theirs. */
function decodeId(id: string): string[] | null {
  try {
    const base64 = id.slice(1).replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const values: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(values) ? values.map(readPart) : null;
  } catch {
    return null;
  }
}

/** Large integers and binary data are objects in ids. */
function readPart(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  const { i, x } = (value ?? {}) as { i?: unknown; x?: unknown };
  if (typeof i === 'string') return i;
  return typeof x === 'string' ? x : '–';
}
