import type { nouns, words } from './en/words.js';
import type { Message, Person } from './stored.js';

/**
 * Places of a text, and the types of the values that fill them. `{name}` takes a text;
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
  /** Texts that are all meant: "a, b and c". */
  all: readonly string[];
  /** Texts of which one is meant: "a, b or c". */
  any: readonly string[];
  /** A status, result, type, role or verb. */
  word: keyof typeof words;
  /** English title of a table, column or value; a language may have its own for it. */
  title: string;
  /** A title within a sentence, in lower case. */
  inline: string;
  /** A value of a table's column by its English title: Spanish has genders. */
  value: { table: string; title: string };
  /** A row with a name: the id is stored, the name is looked up when the text is shown. */
  person: Person;
  /** A message within a message. */
  message: Message;
  /** Messages that are all meant: "a, b and c". */
  every: readonly Message[];
  /** Messages of which one is meant: "a, b or c". */
  either: readonly Message[];
}

export type Kind = keyof Kinds;

/** All places of a text, each as it stands between its braces. */
export type PlacesOf<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlacesOf<Rest>
  : never;

type NameOf<Place extends string> = Place extends `${infer Name}:${string}`
  ? Name
  : Place extends `${infer Name}#${string}`
    ? Name
    : Place;

type ValueOf<Place extends string> = Place extends `${string}:${infer Name}`
  ? Name extends Kind
    ? Kinds[Name]
    : never
  : Place extends `${string}#${infer Noun}`
    ? Noun extends keyof typeof nouns
      ? number
      : never
    : Kinds['text'];

/** Values that a text takes, by name; `{}` of a text without places. */
export type ValuesOf<Text extends string> = {
  [Place in PlacesOf<Text> as NameOf<Place>]: ValueOf<Place>;
};

/**
 * Texts of a translation: those of `Original` with the same places each, and no other. A text with
 * other places gets the type of the places that it should have, to which no text fits.
 */
export type TranslationOf<Original, Texts> = {
  [Key in keyof Texts]: Key extends keyof Original
    ? PlacesIn<Original[Key]> extends PlacesIn<Texts[Key]>
      ? PlacesIn<Texts[Key]> extends PlacesIn<Original[Key]>
        ? Texts[Key]
        : { places: PlacesIn<Original[Key]> }
      : { places: PlacesIn<Original[Key]> }
    : never;
};

/** In a tuple, so that a text without places is compared too. */
type PlacesIn<Text> = Text extends string ? [PlacesOf<Text>] : never;
