import { ApiClient } from 'adminjs';
import { useLocation } from 'react-router-dom';
import { useAnswer, type Answer } from './use-answer.js';

type PageAnswer<Data> = Answer<Data>['latest'] & Pick<Answer<Data>, 'loading'>;

/**
 * Asks a page's handler by the parameters of the address, and again when they change. The page keeps
 * its data until the next answer.
 */
export function usePage<Data>(pageName: string): PageAnswer<Data> {
  const { search } = useLocation();
  const { latest, loading } = useAnswer(pageName + search, () =>
    askPage<Data>(pageName, Object.fromEntries(new URLSearchParams(search))),
  );
  return { ...latest, loading };
}

/** Sends one question to a page's handler. */
export async function askPage<Data>(
  pageName: string,
  params: Record<string, string>,
): Promise<Data> {
  const { data } = await new ApiClient().getPage({ pageName, params });
  return data as Data;
}
