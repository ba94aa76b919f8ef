import { describe, expect, it } from 'vitest';
import { english } from '../../src/messages/en/index.js';
import { nouns as englishNouns, words as englishWords } from '../../src/messages/en/words.js';
import { spanish } from '../../src/messages/es/index.js';
import { nouns as spanishNouns, words as spanishWords } from '../../src/messages/es/words.js';
import { Message, Person } from '../../src/messages/message.js';
import { render } from '../../src/messages/render.js';

/** Every text of every language, with sample values in its slots. */

const samples: Record<string, unknown> = {
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

const SLOT = /\{(\w+)(?:([:#])(\w+))?\}/g;

interface Slot {
  name: string;
  mark: string | undefined;
  kind: string;
}

function slotsOf(text: string): Slot[] {
  return [...text.matchAll(SLOT)].map(([, name = '', mark, kind = 'text']) => ({
    name,
    mark,
    kind,
  }));
}

function sampleOf(key: string, text: string): Message {
  const values = slotsOf(text).map(({ name, mark, kind }) => [
    name,
    mark === '#' ? 3 : samples[kind],
  ]);
  return new Message(key, Object.fromEntries(values) as Record<string, unknown>);
}

/** The text with each slot as a reader of the language sees it. */
function filled(text: string, language: 'en' | 'es'): string {
  const nouns: Record<string, { other: string }> = language === 'en' ? englishNouns : spanishNouns;
  return text.replace(SLOT, (_slot, _name, mark: string | undefined, kind: string = 'text') =>
    mark === '#' ? `3 ${nouns[kind]?.other ?? '?'}` : (written[kind]?.[language] ?? '?'),
  );
}

/** Words that only English has: a text that is translated in part holds some. */
const ENGLISH_WORDS =
  /(?<!\p{L})(the|of|and|is|are|was|were|be|has|with|not|to|from|by|in|for|on|at|as|than)(?!\p{L})/iu;

/** Texts that both languages write alike. */
const alike = (text: string) => !/\p{L}{2}/u.test(text.replace(SLOT, ''));

const keys = Object.entries(english as Record<string, string>);

describe('every text', () => {
  it.each(keys)('%s is written in both languages, with its values', (key, text) => {
    const said = sampleOf(key, text);
    const other = (spanish as Record<string, string>)[key] ?? '';
    expect(render(said, 'en')).toBe(filled(text, 'en'));
    expect(render(said, 'es')).toBe(filled(other, 'es'));
    expect(slotsOf(text).filter(({ mark, kind }) => mark !== '#' && !(kind in samples))).toEqual(
      [],
    );
    if (alike(text)) return;
    expect(other, 'the Spanish is the English').not.toBe(text);
    expect(other.replace(SLOT, ''), 'the Spanish is English in part').not.toMatch(ENGLISH_WORDS);
  });

  it('that is a sentence has one key only', () => {
    const sentences = keys.filter(([, text]) => text.replace(SLOT, '').trim().includes(' '));
    const keysOf = new Map<string, string[]>();
    for (const [key, text] of sentences) {
      const both = `${text} | ${(spanish as Record<string, string>)[key] ?? ''}`;
      keysOf.set(both, [...(keysOf.get(both) ?? []), key]);
    }
    expect([...keysOf].filter(([, same]) => same.length > 1)).toEqual([]);
  });
});

describe('every word', () => {
  it('has a form in both languages', () => {
    const missing = Object.entries<string>(spanishWords).filter(([, word]) => word.trim() === '');
    expect(missing).toEqual([]);
    expect(Object.keys(spanishWords).sort()).toEqual(Object.keys(englishWords).sort());
  });

  it('has the forms of one and of many, in both languages', () => {
    for (const nouns of [englishNouns, spanishNouns]) {
      for (const [noun, { one, other }] of Object.entries(nouns)) {
        expect(
          [one, other].map((form) => form.trim() === ''),
          noun,
        ).toEqual([false, false]);
      }
    }
  });
});
