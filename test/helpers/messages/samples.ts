import { nouns as englishNouns } from '../../../src/messages/en/words.js';
import { nouns as spanishNouns } from '../../../src/messages/es/words.js';
import { Message, Person } from '../../../src/messages/message.js';

/** Sample values for every kind of slot, and the texts that they give. */

export const samples: Record<string, unknown> = {
  text: 'W-1042',
  number: 1015,
  money: 125_050,
  all: ['A-1', 'B-2', 'C-3'],
  any: ['A-1', 'B-2', 'C-3'],
  word: 'wager.active',
  title: 'Customers',
  inline: 'Customer',
  value: { table: 'wagers', title: 'Active' },
  person: new Person('customers', 'c-1', 'Ann Lee'),
  message: new Message('verbatim', { text: 'W-1042' }),
  either: [new Message('verbatim', { text: 'W-1' }), new Message('verbatim', { text: 'W-2' })],
  every: [new Message('verbatim', { text: 'W-1' }), new Message('verbatim', { text: 'W-2' })],
};

/** Each kind of slot as an English and a Spanish reader sees it. */
const written: Record<string, { en: string; es: string }> = {
  text: { en: 'W-1042', es: 'W-1042' },
  number: { en: '1,015', es: '1,015' },
  money: { en: '1,250.50', es: '1,250.50' },
  all: { en: 'A-1, B-2, and C-3', es: 'A-1, B-2 y C-3' },
  any: { en: 'A-1, B-2, or C-3', es: 'A-1, B-2 o C-3' },
  word: { en: 'active', es: 'activa' },
  title: { en: 'Customers', es: 'Clientes' },
  inline: { en: 'customer', es: 'cliente' },
  value: { en: 'Active', es: 'Activa' },
  person: { en: 'Ann Lee', es: 'Ann Lee' },
  message: { en: 'W-1042', es: 'W-1042' },
  either: { en: 'W-1 or W-2', es: 'W-1 o W-2' },
  every: { en: 'W-1 and W-2', es: 'W-1 y W-2' },
};

/** A slot of a text. */
export const SLOT = /\{(\w+)(?:([:#])(\w+))?\}/g;

export interface Slot {
  name: string;
  mark: string | undefined;
  kind: string;
}

/** Reads the slots of a text, in order. */
export function slotsOf(text: string): Slot[] {
  return [...text.matchAll(SLOT)].map(([, name = '', mark, kind = 'text']) => ({
    name,
    mark,
    kind,
  }));
}

/** Makes the message of a key with a sample value in each slot. */
export function sampleOf(key: string, text: string): Message {
  const values = slotsOf(text).map(({ name, mark, kind }) => [
    name,
    mark === '#' ? 3 : samples[kind],
  ]);
  return new Message(key, Object.fromEntries(values) as Record<string, unknown>);
}

/** Writes the text with each slot as a reader of the language sees it. */
export function filled(text: string, language: 'en' | 'es'): string {
  const nouns: Record<string, { other: string }> = language === 'en' ? englishNouns : spanishNouns;
  return text.replace(SLOT, (_slot, _name, mark: string | undefined, kind: string = 'text') =>
    mark === '#' ? `3 ${nouns[kind]?.other ?? '?'}` : (written[kind]?.[language] ?? '?'),
  );
}
