import type { nouns, words } from './en/words.js';
import type { Message, Person } from './stored.js';

/**
 * Slots of a text, and the types of the values that fill them. `{name}` takes a text;
 * `{name:kind}` takes a value of that kind, which each language writes in its own way;
 * `{name#noun}` takes a count and writes it with the noun: "1 wager", "1,015 wagers".
 */
export interface Kinds {
  /** Data that reads alike in every language: a wager number, typed text. */
  text: string | number;
  /** A whole number, with its thousands grouped. */
  number: number;
  /** Whole cents, such as `1,250.50`. */
  money: number;
  /** Texts joined by "and": "a, b, and c". */
  all: readonly string[];
  /** Texts joined by "or": "a, b, or c". */
  any: readonly string[];
  /** A word of the catalogues, such as a status, a result, a role or the name of a field. */
  word: keyof typeof words;
  /** English title of a table, column or value; a language may have its own for it. */
  title: string;
  /** A title within a sentence, in lower case. */
  inline: string;
  /** A value of a table's column by its English title: its form may depend on the table. */
  value: { table: string; title: string };
  /** A row with a name: the id is stored, the name is looked up when the text is shown. */
  person: Person;
  /** A message within a message. */
  message: Message;
  /** Messages joined by "and": "a, b, and c". */
  every: readonly Message[];
  /** Messages joined by "or": "a, b, or c". */
  either: readonly Message[];
}

export type Kind = keyof Kinds;

/** All slots of a text, each as it stands between its braces. */
export type SlotsOf<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | SlotsOf<Rest>
  : never;

type SlotName<Slot extends string> = Slot extends `${infer Name}:${string}`
  ? Name
  : Slot extends `${infer Name}#${string}`
    ? Name
    : Slot;

type SlotValue<Slot extends string> = Slot extends `${string}:${infer Name}`
  ? Name extends Kind
    ? Kinds[Name]
    : never
  : Slot extends `${string}#${infer Noun}`
    ? Noun extends keyof typeof nouns
      ? number
      : never
    : Kinds['text'];

/** Values that a text takes, by name; `{}` of a text without slots. */
export type ValuesOf<Text extends string> = {
  [Slot in SlotsOf<Text> as SlotName<Slot>]: SlotValue<Slot>;
};

/**
 * Texts of a translation: those of `Original` with the same slots each, and no other. A text with
 * other slots gets the type of the slots that it should have, to which no text fits.
 */
export type TranslationOf<Original, Texts> = {
  [Key in keyof Texts]: Key extends keyof Original
    ? SlotsIn<Original[Key]> extends SlotsIn<Texts[Key]>
      ? SlotsIn<Texts[Key]> extends SlotsIn<Original[Key]>
        ? Texts[Key]
        : { slots: SlotsIn<Original[Key]> }
      : { slots: SlotsIn<Original[Key]> }
    : never;
};

/** Slots of a text in a tuple, so that the comparison includes a text without slots. */
type SlotsIn<Text> = Text extends string ? [SlotsOf<Text>] : never;
