/** Types of the components' texts: keys, and the values that each text takes as `{{name}}`. */

/** Names of the values that a text takes. */
export type ValuesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | ValuesIn<Rest>
  : never;

/** Makes a type with the same keys and any texts. */
export type Same<Node> = Node extends string ? string : { [Key in keyof Node]: Same<Node[Key]> };

/** A text that takes other values than the English one has to be an object that names them. */
type Translated<Original, Texts> = {
  [Key in keyof Texts]: Key extends keyof Original
    ? Texts[Key] extends string
      ? IsSame<ValuesIn<Original[Key]>, ValuesIn<Texts[Key]>> extends true
        ? Texts[Key]
        : { values: ValuesIn<Original[Key]> }
      : Translated<Original[Key], Texts[Key]>
    : never;
};

type IsSame<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;

/**
 * Checks the texts of a language against the English ones. A missing key, one too many, and a value
 * that only one of the two takes do not compile.
 */
export function componentTexts<Original>() {
  return <const Texts extends Same<Original>>(texts: Texts & Translated<Original, Texts>): Texts =>
    texts;
}
