/** Splits names of tables, columns and values into words. */

/**
 * Splits a name in snake_case, camelCase, PascalCase or capitals: `HTMLBody` into `HTML` and
 * `Body`, `address2` into `address` and `2`.
 */
export function splitWords(name: string): string[] {
  return (
    name
      .replace(/(\p{Ll}|\p{N})(?=\p{Lu})/gu, '$1 ')
      // A plural keeps its abbreviation whole: IDs.
      .replace(/(\p{Lu})(?=\p{Lu}\p{Ll})(?!\p{Lu}s(?!\p{Ll}))/gu, '$1 ')
      .replace(/(\p{L}{4})(?=\d{1,2}(?![\p{L}\d]))/gu, '$1 ')
      .split(/[\s_]+/)
      .filter(Boolean)
  );
}

/** Words by name: hundreds of tables share most names of columns, and each asks several times. */
const knownWords = new Map<string, readonly string[]>();

/** Splits the name of a table or column into words in lower case. */
export function wordsOf(name: string): readonly string[] {
  const known = knownWords.get(name);
  if (known) return known;
  const parts = splitWords(name.replace(/[^\p{L}\p{N}]+/gu, ' '));
  const words = parts.map((word) => word.toLowerCase());
  knownWords.set(name, words);
  return words;
}

/** Unchanged in the plural, or a singular that ends like a plural. */
const invariant = /(^|[^a-z])(news|series|species|goods|gas|lens)$|(ss|(?<!men)us|is)$/i;
const irregular: Record<string, string> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
};

/** Endings of plurals with the endings of their singulars; the first that matches counts. */
const endings: [plural: RegExp, singular: string][] = [
  [/(mov|cook|zomb|brown)ies$/i, '$1ie'],
  [/ies$/, 'y'],
  [/IES$/, 'Y'],
  [/(stat|bon|vir|camp|cens)uses$/i, '$1us'],
  [/((^|[^a-z])b)uses$/i, '$1us'],
  [/ach(e)s$/i, 'ach$1'],
  [/(ss|x|ch|sh|zz)es$/i, '$1'],
  [/([^s])s$/i, '$1'],
];

/** Turns a plural into a singular: `Activities` into `Activity`, `order_statuses` into `order_status`. */
export function singularOf(label: string): string {
  const last = /[a-z]+$/i.exec(label)?.[0] ?? '';
  const odd = irregular[last.toLowerCase()];
  if (odd !== undefined) {
    const singular = /^[A-Z]/.test(last) ? odd.charAt(0).toUpperCase() + odd.slice(1) : odd;
    return label.slice(0, -last.length) + singular;
  }
  if (invariant.test(label)) return label;
  const ending = endings.find(([plural]) => plural.test(label));
  return ending ? label.replace(...ending) : label;
}
