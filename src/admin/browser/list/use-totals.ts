import { ApiClient } from 'adminjs';
import type { TotalsReply } from '../../contract/list.js';
import { useAnswer } from '../requests/use-answer.js';

/**
 * Sums the money columns over all matching rows. It asks after the page is shown, and once for all
 * pages of a list.
 * @param isOrdered true where the order decides which rows are added up
 */
export function useTotals(
  resourceId: string,
  query: string,
  { isWanted, isOrdered }: { isWanted: boolean; isOrdered: boolean },
): TotalsReply | undefined {
  const kept = [...new URLSearchParams(query)].filter(
    ([name]) =>
      name.startsWith('filters.') || (isOrdered && (name === 'sortBy' || name === 'direction')),
  );
  const question = `${resourceId}?${new URLSearchParams(kept).toString()}`;
  // A failure stays silent: the list itself has the notice.
  const { data } = useAnswer(isWanted ? question : undefined, async () => {
    const params = new URLSearchParams([...kept, ['totals', '1']]);
    const request = { resourceId, actionName: 'list', params };
    const response = await new ApiClient().resourceAction(request);
    return response.data as unknown as TotalsReply;
  });
  return data;
}
