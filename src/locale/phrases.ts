import type { Language } from '../../domain/language.js';
import type { Phrases } from '../../domain/phrases.js';
import { spanishMessages } from '../../auth/locale/es-messages.js';
import { spanishAnswers } from './es/answers.js';
import { spanishDeclared } from './es/declared.js';
import { spanishInputs } from './es/inputs.js';
import { spanishOutcomes } from './es/outcomes.js';
import { spanishRefusals } from './es/refusals.js';

/**
 * What the server says in English, by language. A page in another language carries them, and puts
 * what it is answered into its own words.
 */
export const phrasesOf: Record<Exclude<Language, 'en'>, Phrases> = {
  es: {
    ...spanishMessages,
    ...spanishRefusals,
    ...spanishInputs,
    ...spanishOutcomes,
    ...spanishAnswers,
    ...spanishDeclared,
  },
};
