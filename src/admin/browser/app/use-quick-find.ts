import { ApiClient, useTranslation, ViewHelpers } from 'adminjs';
import { useSelector } from 'react-redux';
import type { FoundRow, SearchReply } from '../../contract/search.js';
import type { State } from '../requests/state.js';
import { useAnswer } from '../requests/use-answer.js';
import { useText } from '../requests/use-text.js';

const paths = new ViewHelpers();
const PAUSE_MS = 150;
const MOST = 12;
const SHORTEST = 2;

/** Finds rows of the book, once the user stops typing. A failure finds none: pages stay in reach. */
export function useFound(typed: string): { rows: FoundRow[]; loading: boolean } {
  const text = typed.trim();
  const question = text.length < SHORTEST ? undefined : text;
  const { data, loading } = useAnswer(
    question,
    async () => {
      const params = { part: 'search', q: text };
      const response = await new ApiClient().getDashboard({ params });
      return (response.data as SearchReply).rows;
    },
    { delayMs: PAUSE_MS },
  );
  return { rows: data ?? [], loading };
}

/** Finds pages and actions of the role by name, and offers a list of customers with such a name. */
export function usePlaces(typed: string): FoundRow[] {
  const { translateLabel, translateAction, translatePage } = useTranslation();
  const text = useText();
  const resources = useSelector((state: State) => state.resources);
  const pages = useSelector((state: State) => state.pages);
  const root = useSelector((state: State) => state.paths.rootPath);
  const page = (title: string, href: string): FoundRow => ({
    ...{ href, title, detail: '', kind: text('QuickFind.page') },
  });
  const all = [
    page(text('Dashboard.title'), root),
    ...resources.flatMap(({ id, name, href, resourceActions }) => {
      const label = translateLabel(name, id);
      return [
        ...(href ? [page(label, href)] : []),
        ...resourceActions
          .filter(({ name: action, custom }) => action !== 'list' && custom['bulk'] === undefined)
          .map(({ name: actionName, label: action }): FoundRow => ({
            href: paths.resourceActionUrl({ resourceId: id, actionName }),
            title: `${label}: ${translateAction(action, id)}`,
            ...{ detail: '', kind: text('QuickFind.action') },
          })),
      ];
    }),
    ...pages.map(({ name }) => page(translatePage(name), paths.pageUrl(name))),
  ];
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter(({ title }) =>
    words.every((word) => title.toLowerCase().includes(word)),
  );
  const customers = resources.find(({ id }) => id === 'customers');
  const hasList = customers?.resourceActions.some(({ name }) => name === 'list') === true;
  const named = typed.trim();
  return [
    ...found.slice(0, MOST),
    ...(hasList && named.length >= SHORTEST
      ? [
          page(
            text('QuickFind.customersNamed', { name: named }),
            `${paths.resourceUrl({ resourceId: 'customers' })}?filters.name=${encodeURIComponent(named)}`,
          ),
        ]
      : []),
  ];
}
