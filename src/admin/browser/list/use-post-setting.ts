import { ApiClient, useNotice, type NoticeMessage } from 'adminjs';
import { failureText } from '../requests/failure.js';
import { sessionFailure } from '../requests/session.js';
import { useText } from '../requests/use-text.js';

interface Posted {
  /** The saved view. */
  id?: string;
  problem?: string;
}

/**
 * Posts a change of a list's views or columns, and says the outcome as a notice, except for a
 * problem that belongs beside a field.
 */
export function usePostSetting(
  resourceId: string,
): (fields: Record<string, string>) => Promise<Posted> {
  const addNotice = useNotice();
  const text = useText();
  return async (fields) => {
    try {
      const { data } = await new ApiClient().resourceAction({
        resourceId,
        actionName: 'views',
        data: fields,
      });
      const { id, notice, field } = data as { id?: string; field?: string; notice?: NoticeMessage };
      const problem = notice?.type === 'error' ? notice.message : undefined;
      if (notice && (problem === undefined || field === undefined)) addNotice(notice);
      return { ...(id !== undefined && { id }), ...(problem !== undefined && { problem }) };
    } catch (error) {
      const message = failureText(error, text);
      // The end of the session has its notice above the page already.
      if (sessionFailure(error) === undefined) addNotice({ message, type: 'error' });
      return { problem: message };
    }
  };
}
