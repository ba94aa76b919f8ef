import { ApiClient } from 'adminjs';
import { useAnswer } from './use-answer.js';

/**
 * Reads the title of a referenced record, as far as the role may see it.
 * @returns undefined until it has come, and where the id has to be enough
 */
export function useTitle(resourceId: string | null, recordId: string): string | undefined {
  const isAsked = resourceId !== null && recordId !== '';
  const { data } = useAnswer(isAsked ? `${resourceId}/${recordId}` : undefined, async () => {
    const request = { resourceId: resourceId ?? '', recordId, actionName: 'show' };
    const response = await new ApiClient().recordAction(request);
    return response.data.record.title;
  });
  return data;
}
