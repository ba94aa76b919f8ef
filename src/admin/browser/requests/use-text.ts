import { useTranslation } from 'adminjs';
import type { english } from '../../../locale/en/panels.js';
import type { ValuesIn } from '../../../locale/texts.js';

/** Texts of our components by key, with the values that each takes. */

type Components = (typeof english)['components'];

/** Keys of a component, without the ending of a plural form; of nested texts with a dot. */
type KeysIn<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string
    ? Key extends `${infer Stem}_${'one' | 'other'}`
      ? Stem
      : Key
    : `${Key}.${KeysIn<Texts[Key]>}`;
}[keyof Texts & string];

export type TextKey = KeysIn<Components>;

type TextAt<Texts, Path extends string> = Path extends `${infer First}.${infer Rest}`
  ? First extends keyof Texts
    ? TextAt<Texts[First], Rest>
    : never
  : {
      [Key in keyof Texts]: Key extends Path | `${Path}_${'one' | 'other'}` ? Texts[Key] : never;
    }[keyof Texts];

/** Names of the values of a text; a text with plural forms takes `count`, whether it shows it or not. */
type ValuesAt<Key extends string> =
  ValuesIn<TextAt<Components, Key>> | (IsPlural<Key> extends true ? 'count' : never);

type IsPlural<Key extends string> = Key extends `${infer Component}.${infer Rest}`
  ? Component extends keyof Components
    ? `${Rest}_other` extends keyof Components[Component]
      ? true
      : false
    : false
  : false;

type Arguments<Key extends string> = [ValuesAt<Key>] extends [never]
  ? []
  : [values: Record<ValuesAt<Key>, string | number | undefined>];

/** Returns a text of our components in the page's language. */
export type SayText = <Key extends TextKey>(key: Key, ...values: Arguments<Key>) => string;

/** Returns the function that looks up the texts of our components. */
export function useText(): SayText {
  return useTranslation().translateComponent;
}
