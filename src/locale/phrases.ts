import { spanishAnswers } from './es/answers.js';
import { spanishDeclared } from './es/declared.js';
import { spanishInputs } from './es/inputs.js';
import { spanishOutcomes } from './es/outcomes.js';
import { spanishRefusals } from './es/refusals.js';
import { spanishMessages } from './es/sign-in-messages.js';
import type { Language } from '../messages/language.js';
import type { Phrases } from './phrasebook.js';

/**
 * Translations of the server's texts, by language. A page in another language has them too, and
 * translates the server's answers with them.
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
