import type { english } from './en/index.js';
import type { ValuesOf } from './slots.js';
import { Message } from './stored.js';

export {
  fromStored,
  fromStoredOrNull,
  fromStoredText,
  Message,
  Person,
  type PersonTable,
  type StoredMessage,
} from './stored.js';

/** A message: a key of the catalogues with values for its slots. It has no language yet. */

type Catalogue = typeof english;

export type MessageKey = keyof Catalogue;

/** Keys of the texts without slots. */
export type PlainKey = {
  [Key in MessageKey]: keyof ValuesOf<Catalogue[Key]> extends never ? Key : never;
}[MessageKey];

/** Values of a key, as `message` takes them after it. */
export type Arguments<Key extends MessageKey> = Key extends PlainKey
  ? []
  : [values: ValuesOf<Catalogue[Key]>];

/** Makes the message of a key. The English text decides which values it takes. */
export function message<Key extends MessageKey>(key: Key, ...values: Arguments<Key>): Message {
  const [given = {}] = values as [Readonly<Record<string, unknown>>?];
  return new Message(key, given);
}

/** Makes a message that shows a text as it is: text of a user, of a file, of an old row. */
export function verbatim(text: string): Message {
  return message('verbatim', { text });
}
