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

/** Finds rows and actions by the server, once the user stops typing. A failure finds none: pages stay in reach. */
export function useFound(typed: string): { found: FoundRow[]; loading: boolean } {
  const say = useText();
  const text = typed.trim();
  const question = text.length < SHORTEST ? undefined : text;
  const { data, loading } = useAnswer(
    question,
    async () => {
      const params = { part: 'search', q: text };
      const response = await new ApiClient().getDashboard({ params });
      return response.data as SearchReply;
    },
    { delayMs: PAUSE_MS },
  );
  const { rows = [], actions = [] } = data ?? {};
  const kind = say('QuickFind.action');
  return { found: [...rows, ...actions.map((one) => ({ ...one, detail: '', kind }))], loading };
}

/** Finds pages of the role by name, and offers a list of customers with such a name. */
export function usePlaces(typed: string): FoundRow[] {
  const { translateLabel, translatePage } = useTranslation();
  const text = useText();
  const resources = useSelector((state: State) => state.resources);
  const pages = useSelector((state: State) => state.pages);
  const root = useSelector((state: State) => state.paths.rootPath);
  const page = (title: string, href: string): FoundRow => ({
    ...{ href, title, detail: '', kind: text('QuickFind.page') },
  });
  const all = [
    page(text('Dashboard.title'), root),
    ...resources.flatMap(({ id, href }) => (href ? [page(translateLabel(id, id), href)] : [])),
    ...pages.map(({ name }) => page(translatePage(name), paths.pageUrl(name))),
  ];
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter(({ title }) =>
    words.every((word) => title.toLowerCase().includes(word)),
  );
  const list = paths.resourceUrl({ resourceId: 'customers' });
  const hasList = resources.some(({ href }) => href === list);
  const named = typed.trim();
  return [
    ...found.slice(0, MOST),
    ...(hasList && named.length >= SHORTEST
      ? [
          page(
            text('QuickFind.customersNamed', { name: named }),
            `${list}?filters.name=${encodeURIComponent(named)}`,
          ),
        ]
      : []),
  ];
}
