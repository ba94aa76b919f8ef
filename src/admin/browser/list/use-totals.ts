import { useEffect, useState } from 'react';
import { ApiClient } from 'adminjs';
import type { TotalsReply } from '../../contract/list.js';

/**
 * Sums over all rows that match: asked for after the page is shown, and once for all of its pages.
 * @param isOrdered whether the order decides which rows are added up
 */
export function useTotals(
  resourceId: string,
  query: string,
  { isWanted, isOrdered }: { isWanted: boolean; isOrdered: boolean },
): TotalsReply | undefined {
  const [answer, setAnswer] = useState<{ to: string; totals: TotalsReply }>();
  const kept = [...new URLSearchParams(query)].filter(
    ([name]) =>
      name.startsWith('filters.') || (isOrdered && (name === 'sortBy' || name === 'direction')),
  );
  const question = `${resourceId}?${new URLSearchParams(kept).toString()}`;
  useEffect(() => {
    if (!isWanted) return undefined;
    let current = true;
    const params = new URLSearchParams([...kept, ['totals', '1']]);
    new ApiClient()
      .resourceAction({ resourceId, actionName: 'list', params })
      .then(({ data }) => {
        if (current) setAnswer({ to: question, totals: data as unknown as TotalsReply });
      })
      .catch(() => undefined); // the list says what is wrong
    return () => {
      current = false;
    };
  }, [question, isWanted]);
  return answer?.to === question ? answer.totals : undefined;
}
