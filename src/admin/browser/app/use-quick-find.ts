import { useEffect, useState } from 'react';
import { ApiClient, useTranslation, ViewHelpers } from 'adminjs';
import { useSelector } from 'react-redux';
import type { FoundRow, SearchReply } from '../../contract/search.js';
import type { State } from '../requests/state.js';

const paths = new ViewHelpers();
const PAUSE_MS = 150;
const MOST = 12;

export type Place = FoundRow;

/** Rows of the book, asked for when the person stops typing. */
export function useFound(typed: string): { rows: Place[]; loading: boolean } {
  const [answer, setAnswer] = useState<{ to: string; rows: Place[] }>({ to: '', rows: [] });
  const text = typed.trim();
  useEffect(() => {
    if (text.length < 2) return undefined;
    let current = true;
    const timer = setTimeout(() => {
      new ApiClient()
        .getDashboard({ params: { part: 'search', q: text } })
        .then(({ data }) => {
          if (current) setAnswer({ to: text, rows: (data as SearchReply).rows });
        })
        // pages and actions can be reached all the same
        .catch(() => {
          if (current) setAnswer({ to: text, rows: [] });
        });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text]);
  const isAnswered = answer.to === text || text.length < 2;
  return { rows: isAnswered && text.length >= 2 ? answer.rows : [], loading: !isAnswered };
}

/** Every page and action that this role has, by name; and customers whose name holds the text. */
export function usePlaces(typed: string): Place[] {
  const {
    translateComponent: text,
    translateLabel,
    translateAction,
    translatePage,
  } = useTranslation();
  const resources = useSelector((state: State) => state.resources);
  const pages = useSelector((state: State) => state.pages);
  const root = useSelector((state: State) => state.paths.rootPath);
  const page = (title: string, href: string): Place => ({
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
          .map(({ name: actionName, label: action }): Place => ({
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
    ...(hasList && named.length > 1
      ? [
          page(
            text('QuickFind.customersNamed', { name: named }),
            `${paths.resourceUrl({ resourceId: 'customers' })}?filters.name=${encodeURIComponent(named)}`,
          ),
        ]
      : []),
  ];
}
