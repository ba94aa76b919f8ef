import { describe, expect, it } from 'vitest';
import { english } from '../../src/messages/en/index.js';
import { nouns as englishNouns, words as englishWords } from '../../src/messages/en/words.js';
import { spanish } from '../../src/messages/es/index.js';
import { nouns as spanishNouns, words as spanishWords } from '../../src/messages/es/words.js';
import { render } from '../../src/messages/render.js';
import { filled, sampleOf, samples, SLOT, slotsOf } from '../helpers/messages/samples.js';

/** Every text of every language, with sample values in its slots. */

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
