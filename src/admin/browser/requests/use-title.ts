import { ApiClient } from 'adminjs';
import { readableId } from '../../contract/record-id.js';
import { useAnswer } from './use-answer.js';

/**
 * Reads the title of a referenced record, as far as the role may see it.
 * @param by columns that the id is of, where they are not the key
 * @returns undefined until it has come, and where the id has to be enough
 */
export function useTitle(
  resourceId: string | null,
  recordId: string,
  by?: string,
): string | undefined {
  const isAsked = resourceId !== null && recordId !== '';
  const question = isAsked ? `${resourceId}/${by ?? ''}/${recordId}` : undefined;
  const { data } = useAnswer(question, async () => {
    if (by !== undefined) return readTitleBy(resourceId ?? '', recordId, by);
    const request = { resourceId: resourceId ?? '', recordId, actionName: 'show' };
    const response = await new ApiClient().recordAction(request);
    return response.data.record.title;
  });
  return data;
}

async function readTitleBy(resourceId: string, id: string, by: string): Promise<string> {
  const params = { searchProperty: by, id };
  const response = await new ApiClient().resourceAction({
    ...{ resourceId, actionName: 'search', params },
  });
  const { records = [] } = response.data as { records?: { title: string }[] };
  return records[0]?.title ?? readableId(id);
}
