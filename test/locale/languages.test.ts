import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { english } from '../../src/locale/en/panels.js';
import { spanish } from '../../src/locale/es/panels.js';
import { localeFor, translateLocale, type PageLocale } from '../../src/locale/panels.js';
import { message } from '../../src/messages/message.js';
import { sayAllStored } from '../../src/messages/say-all.js';
import { componentTexts } from '../../src/locale/texts.js';
import { projectRoot } from '../../src/paths.js';

/** Returns texts by their full keys. */
function flatten(tree: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]: [string, unknown]): [string, string][] =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value]]
        : [...flatten(value as object, `${prefix}${key}.`)],
    ),
  );
}

describe('the second language', () => {
  const [source, other] = [flatten(english), flatten(spanish)];

  it('has the same texts as the first', () => {
    expect([...other.keys()].sort()).toEqual([...source.keys()].sort());
    expect([...other].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('puts the same values into each text', () => {
    const placeholders = (from = '') => (from.match(/\{\{\w+\}\}/g) ?? []).sort();
    for (const [key, text] of source) {
      expect(placeholders(other.get(key)), key).toEqual(placeholders(text));
    }
  });

  it('translates every text', () => {
    const same = [...source].filter(([key, text]) => other.get(key) === text).map(([key]) => key);
    // words that both languages write alike, and texts made of nothing but values
    expect(same.sort()).toEqual([
      'components.BulkPreview.confirm',
      'components.Chart.bar',
      'components.Explain.total',
      'components.List.total',
      'components.Value.no',
    ]);
  });
});

describe('the texts of a language', () => {
  type Original = { List: { total: 'Total of {{count}}'; empty: 'Nothing' } };

  it('compile with the keys and values of the English ones only', () => {
    const texts = componentTexts<Original>()({
      List: { total: '{{count}} en total', empty: 'Nada' },
    });
    expect(texts.List.empty).toBe('Nada');
    // @ts-expect-error a key is missing
    componentTexts<Original>()({ List: { total: '{{count}} en total' } });
    // @ts-expect-error a value is missing
    componentTexts<Original>()({ List: { total: 'en total', empty: 'Nada' } });
    componentTexts<Original>()({
      List: {
        total: '{{count}} en total',
        // @ts-expect-error a value is superfluous
        empty: 'Nada de {{name}}',
      },
    });
  });
});

describe('a page', () => {
  const title = (text: string) => message('title', { title: text });
  const { translations } = localeFor([{ name: 'weekly', label: 'Weekly figures' }], ['Book']);
  const resources = {
    customers: {
      labels: { customers: title('Customers') },
      actions: { new: message('actions.new', { table: 'Customer' }) },
      properties: { name: title('Name'), shoe_size: title('Shoe size') },
    },
  };
  // A page has its state as JSON.
  const locale = JSON.parse(
    JSON.stringify({ language: 'en', translations: { en: { ...translations.en, resources } } }),
  ) as PageLocale;

  it('carries one language only, with the names of tables and columns in it', () => {
    const translated = sayAllStored(translateLocale(locale, 'es'), 'es');
    expect(translated).toMatchObject({ language: 'es', availableLanguages: ['es'] });
    expect(Object.keys(translated.translations ?? {})).toEqual(['es']);
    expect(translated.translations?.['es']).toMatchObject({
      buttons: { save: 'Guardar' },
      labels: { Book: 'Libro', dashboard: 'Resumen' },
      pages: { weekly: 'Cifras semanales' },
      resources: {
        customers: {
          labels: { customers: 'Clientes' },
          actions: { new: 'Crear cliente' },
          properties: { name: 'Nombre', shoe_size: 'Shoe size' },
        },
      },
    });
    expect(sayAllStored(translateLocale(locale, 'en'), 'en').translations?.['en']).toMatchObject({
      labels: { Book: 'Book' },
      resources: { customers: { actions: { new: 'New customer' } } },
    });
  });
});

describe('components', () => {
  const folder = path.join(projectRoot, 'src/admin/browser');
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'));

  it.each(files)('take every text of %s from the locale', (name) => {
    const code = fs.readFileSync(path.join(folder, name), 'utf8');
    // words between tags, and in attributes that are shown or read aloud
    const between = [...code.matchAll(/<\/?[a-z][^<>]*>\s*([A-Za-z][A-Za-z' ,.]*[a-z.])\s*<\//g)];
    const attributes = [...code.matchAll(/(?:aria-label|title|placeholder|alt)="([^"]*)"/g)];
    const found = [...between, ...attributes].map(([, words]) => words);
    expect(found.filter((words) => words !== undefined && words !== '')).toEqual([]);
  });
});
