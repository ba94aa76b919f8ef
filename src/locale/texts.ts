import type { english } from './en/panels.js';

/** The same keys with texts of any language. */
export type Same<Node> = Node extends string ? string : { [Key in keyof Node]: Same<Node[Key]> };

/** What every language has: the keys of the English texts. */
export type Texts = Same<typeof english>;
