/** Messages and the persons in them, in memory and as operations store them. */

/** A message as JSON, as operations store it. */
export interface StoredMessage {
  key: string;
  values?: Record<string, unknown>;
}

/**
 * Key of a text in the catalogues, and values for its slots. `message` makes it, so that no literal
 * sentence passes for one.
 */
export class Message {
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;

  /** @param values checked against the key by `message` */
  constructor(key: string, values: Readonly<Record<string, unknown>>) {
    this.key = key;
    this.values = values;
  }

  /** Returns the stored form. */
  toJSON(): StoredMessage {
    return Object.keys(this.values).length === 0
      ? { key: this.key }
      : { key: this.key, values: { ...this.values } };
  }
}

export type PersonTable = 'customers' | 'agents' | 'users';

/** A row that users know by its name. JSON keeps its table and id only. */
export class Person {
  readonly table: PersonTable;
  readonly id: string;
  /** Null until `src/services/names.ts` looks it up. */
  readonly name: string | null;

  /** @param name as the writer of the message knows it; never stored */
  constructor(table: PersonTable, id: string, name: string | null = null) {
    this.table = table;
    this.id = id;
    this.name = name;
  }

  /** Returns the stored form, without the name. */
  toJSON(): { person: PersonTable; id: string } {
    return { person: this.table, id: this.id };
  }
}

/**
 * Reads a stored message. Rows of earlier versions hold English sentences, which become verbatim
 * messages.
 */
export function fromStored(stored: unknown): Message {
  return isStored(stored)
    ? new Message(stored.key, readValues(stored.values ?? {}))
    : new Message('verbatim', {
        text: typeof stored === 'string' ? stored : JSON.stringify(stored),
      });
}

/** Reads a message that a text column stores as JSON, or a sentence of an earlier version. */
export function fromStoredText(text: string): Message {
  if (!text.startsWith('{')) return fromStored(text);
  try {
    const stored: unknown = JSON.parse(text);
    return fromStored(isStored(stored) ? stored : text);
  } catch {
    return fromStored(text);
  }
}

/** Reads a stored message where there is one. */
export function fromStoredOrNull(stored: unknown): Message | null {
  return stored === null || stored === undefined ? null : fromStored(stored);
}

/** Returns true for the JSON of a message. */
export function isStored(value: unknown): value is StoredMessage {
  if (typeof value !== 'object' || value === null || !('key' in value)) return false;
  const { key, values, ...rest } = value as StoredMessage;
  return (
    typeof key === 'string' &&
    Object.keys(rest).length === 0 &&
    (values === undefined || (typeof values === 'object' && !Array.isArray(values)))
  );
}

function readValues(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, readValue(value)]),
  );
}

function readValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readValue);
  if (isStored(value)) return fromStored(value);
  if (typeof value === 'object' && value !== null && 'person' in value && 'id' in value) {
    return new Person(value.person as PersonTable, String(value.id));
  }
  return value;
}
