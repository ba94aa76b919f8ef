import type { english } from './en/panels.js';

/** Makes a type with the same keys and any texts. */
export type Same<Node> = Node extends string ? string : { [Key in keyof Node]: Same<Node[Key]> };

/** Texts of any language, under the keys of the English ones. */
export type Texts = Same<typeof english>;
