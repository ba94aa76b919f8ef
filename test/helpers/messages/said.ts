import type { Language } from '../../../src/messages/language.js';
import { sayAll, type Said } from '../../../src/messages/say-all.js';

/** Writes the messages in a result of a service, as the panels do. */
export function said<Data>(data: Data, language: Language = 'en'): Said<Data> {
  return sayAll(data, language);
}
