import type { Language } from '../../messages/language.js';

/** Answers that the operator types. */

const YES: Record<Language, readonly string[]> = { en: ['y', 'yes'], es: ['s', 'si', 'sí'] };

/** Returns true for a yes in the language of the question; anything else is a no. */
export function isYes(answer: string, language: Language): boolean {
  return YES[language].includes(answer.trim().toLowerCase());
}
