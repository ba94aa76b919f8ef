import type { Language } from './language.js';
import { isKey, render, type NameOf } from './render.js';
import { fromStored, isStored, Message, Person } from './stored.js';

/** Writes the messages anywhere within an answer; everything else in it is data and stays unchanged. */

/** An answer with a text instead of each message. */
export type Said<Data> = Data extends Message
  ? string
  : Data extends readonly (infer Entry)[]
    ? Said<Entry>[]
    : Data extends object
      ? { [Key in keyof Data]: Said<Data[Key]> }
      : Data;

/** Writes every message within an answer. The answer itself stays unchanged. */
export function sayAll<Data>(data: Data, language: Language, nameOf?: NameOf): Said<Data> {
  return replaceMessages(data, (said) => render(said, language, nameOf)) as Said<Data>;
}

/** Writes every stored message within JSON, such as the state of a page. */
export function sayAllStored<Data>(data: Data, language: Language): Data {
  return replaceMessages(data, (said) => render(said, language), true) as Data;
}

/** Reads every stored message within JSON, such as the details of an audit entry. */
export function readAllStored(data: unknown): unknown {
  return replaceMessages(data, (said) => said, true);
}

/** Collects the persons within an answer that have no name yet. */
export function personsIn(data: unknown): Person[] {
  const persons: Person[] = [];
  const collect = (said: Message): void => {
    // A value may be a list of messages.
    for (const value of Object.values(said.values).flat()) {
      if (value instanceof Message) collect(value);
      if (value instanceof Person && value.name === null) persons.push(value);
    }
  };
  replaceMessages(data, (said) => {
    collect(said);
    return said;
  });
  return persons;
}

/** Copies only the lists and objects that hold a message: an answer has thousands of values. */
function replaceMessages(
  data: unknown,
  replace: (said: Message) => unknown,
  isStoredForm = false,
): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (data instanceof Message) return replace(data);
  if (isStoredForm && isStored(data) && isKey(data.key)) return replace(fromStored(data));
  if (!Array.isArray(data) && !isPlain(data)) return data;
  const source = data as Record<string, unknown>;
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(source)) {
    const value = source[key];
    const replaced = replaceMessages(value, replace, isStoredForm);
    if (replaced === value) continue;
    copy ??= (Array.isArray(data) ? [...(data as unknown[])] : { ...data }) as Record<
      string,
      unknown
    >;
    copy[key] = replaced;
  }
  return copy ?? data;
}

/** Returns false for dates, buffers and other objects of a class, which have their own JSON. */
function isPlain(data: object): boolean {
  const prototype = Object.getPrototypeOf(data) as unknown;
  return prototype === Object.prototype || prototype === null;
}
