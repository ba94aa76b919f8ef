import type { TranslationOf } from './slots.js';

/**
 * Checks the texts of a language against those of `Original`. A missing key, one too many, and a
 * slot that only one of the two has do not compile.
 */
export function translation<Original>() {
  return <const Texts extends Record<keyof Original, string>>(
    texts: Texts & TranslationOf<Original, Texts>,
  ): Record<keyof Original, string> => texts;
}
