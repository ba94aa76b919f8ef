import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { english } from '../../src/admin/locale/en.js';
import { spanish } from '../../src/admin/locale/es.js';
import { languageOf, localeFor, translateLocale } from '../../src/admin/locale/index.js';
import { projectRoot } from '../../src/paths.js';

/** Texts by their full keys. */
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

  it('puts the same values into each of them', () => {
    const placeholders = (from = '') => (from.match(/\{\{\w+\}\}/g) ?? []).sort();
    for (const [key, text] of source) {
      expect(placeholders(other.get(key)), key).toEqual(placeholders(text));
    }
  });

  it('is a translation', () => {
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

describe('a page', () => {
  const locale = {
    ...localeFor([{ name: 'weekly', label: 'Weekly figures' }]),
    translations: {
      en: {
        ...localeFor([{ name: 'weekly', label: 'Weekly figures' }]).translations.en,
        resources: {
          customers: {
            labels: { customers: 'Customers' },
            actions: { new: 'New customer' },
            properties: { name: 'Name', shoe_size: 'Shoe size' },
          },
        },
      },
    },
  };

  it('carries one language only, with the names of tables and columns in it', () => {
    const translated = translateLocale(locale, 'es');
    expect(translated).toMatchObject({ language: 'es', availableLanguages: ['es'] });
    expect(Object.keys(translated.translations ?? {})).toEqual(['es']);
    expect(translated.translations?.['es']).toMatchObject({
      buttons: { save: 'Guardar' },
      labels: { Book: 'Libro', dashboard: 'Resumen' },
      pages: { weekly: 'Cifras semanales' },
      resources: {
        customers: {
          labels: { customers: 'Clientes' },
          actions: { new: 'Nuevo: cliente' },
          properties: { name: 'Nombre', shoe_size: 'Shoe size' },
        },
      },
    });
    expect(translateLocale(locale, 'en')).toEqual(locale);
  });

  it('is in the language of the cookie, and in English where that is none', () => {
    expect(languageOf('fire22=x; language=es; other=1')).toBe('es');
    for (const cookies of [undefined, '', 'language=', 'language=xx', 'mylanguage=es', 'x=es']) {
      expect(languageOf(cookies), cookies).toBe('en');
    }
  });
});

describe('components', () => {
  const folder = path.join(projectRoot, 'src/admin/components');
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.tsx'));

  it.each(files)('take every text of %s from the locale', (name) => {
    const code = fs.readFileSync(path.join(folder, name), 'utf8');
    // words between tags, and in attributes that people read or hear
    const between = [...code.matchAll(/<\/?[a-z][^<>]*>\s*([A-Za-z][A-Za-z' ,.]*[a-z.])\s*<\//g)];
    const attributes = [...code.matchAll(/(?:aria-label|title|placeholder|alt)="([^"]*)"/g)];
    const found = [...between, ...attributes].map(([, words]) => words);
    expect(found.filter((words) => words !== undefined && words !== '')).toEqual([]);
  });
});
