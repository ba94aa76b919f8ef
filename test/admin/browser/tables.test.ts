import { describe, expect, it } from 'vitest';
import type { MenuLine, ResourceMetadata } from '../../../src/admin/contract/page-state.js';
import {
  isDescribed,
  toStore,
  withDescription,
} from '../../../src/admin/browser/requests/tables.js';

/** Tables of the browser's store, from the state of a page. */

const menu: MenuLine[] = [
  { id: 'wagers', label: 'Wagers', group: 'Book', icon: 'Activity' },
  {
    id: 'agents',
    label: 'Agent',
    group: 'Book',
    icon: 'Users',
    href: '/admin/resources/agents/records/a1/show',
  },
  { id: 'lines', label: 'Lines' },
];

const description = (id: string): ResourceMetadata => ({
  resource: {
    ...{ id, name: id, actions: [], resourceActions: [], properties: {}, relations: [] },
    ...{ listProperties: [], showProperties: [], editProperties: [], filterProperties: [] },
    titleProperty: {} as ResourceMetadata['resource']['titleProperty'],
  },
  texts: { labels: { [id]: `${id} label` }, properties: { id: 'ID' } },
});

const page = (resources: ResourceMetadata[]) => ({
  ...{ menu, resources, session: { id: 'u1' }, paths: { rootPath: '/admin' } },
  locale: { language: 'es', translations: { es: { labels: { pages: 'Páginas' } } } },
});

describe('the tables of the store', () => {
  it('have their place in the menu, and the address of a list unless the line has another', () => {
    const { resources } = toStore(page([]));
    expect(resources.map(({ id, href, navigation }) => [id, href, navigation?.name])).toEqual([
      ['wagers', '/admin/resources/wagers', 'Book'],
      ['agents', '/admin/resources/agents/records/a1/show', 'Book'],
      ['lines', null, undefined],
    ]);
    expect(resources.filter(isDescribed)).toEqual([]);
  });

  it('have the texts of the menu and those of the described tables, in the page’s language', () => {
    const { locale } = toStore(page([description('wagers')]));
    expect(locale.translations).toEqual({
      es: {
        labels: { pages: 'Páginas' },
        resources: {
          wagers: { labels: { wagers: 'wagers label' }, properties: { id: 'ID' } },
          agents: { labels: { agents: 'Agent' } },
          lines: { labels: { lines: 'Lines' } },
        },
      },
    });
  });

  it('keep the other fields of the page', () => {
    const store = toStore(page([]));
    expect(store.session).toEqual({ id: 'u1' });
    expect(store).not.toHaveProperty('menu');
  });

  it('take a description in the place of their line, and keep its address', () => {
    const { resources } = toStore(page([description('agents')]));
    const later = withDescription(resources, description('wagers'));
    expect(later.map((table) => [table.id, isDescribed(table)])).toEqual([
      ['wagers', true],
      ['agents', true],
      ['lines', false],
    ]);
    expect(later[1]?.href).toBe('/admin/resources/agents/records/a1/show');
    expect(later[0]?.navigation?.name).toBe('Book');
  });

  it('take a table that the page did not know', () => {
    const later = withDescription(toStore(page([])).resources, description('new_ones'));
    expect(later.at(-1)).toMatchObject({ id: 'new_ones', href: null, navigation: null });
  });
});
