import { ApiClient } from 'adminjs';
import { useAnswer, type Answer } from './use-answer.js';

interface View<Data> extends Pick<Answer<Data>, 'loading' | 'reload'> {
  data: Data | undefined;
  problem: string | undefined;
}

/**
 * Asks a view of one record, and again when the question changes. The page keeps its data until the
 * next answer.
 */
export function useView<Data>(
  resourceId: string,
  recordId: string,
  actionName: string,
  question: Record<string, string>,
): View<Data> {
  const asked = new URLSearchParams(question).toString();
  const { latest, loading, reload } = useAnswer(
    [resourceId, recordId, actionName, asked].join(),
    () => readView<Data>(resourceId, recordId, actionName, question),
  );
  return { data: latest.data, problem: latest.failure, loading, reload };
}

async function readView<Data>(
  resourceId: string,
  recordId: string,
  actionName: string,
  question: Record<string, string>,
): Promise<Data> {
  const { data } = await new ApiClient().recordAction({
    resourceId,
    recordId,
    actionName,
    params: { read: '1', ...question },
  });
  return (data as unknown as { view: Data }).view;
}
