import { useCallback, useEffect, useState } from 'react';
import { ApiClient, useTranslation } from 'adminjs';
import { failureText } from './failure.js';

interface View<Data> {
  data: Data | undefined;
  problem: string | undefined;
  loading: boolean;
  /** reads it again; what is shown stays until the answer comes */
  reload: () => void;
}

/** What a view of one record answers to this question; a changed question is asked anew. */
export function useView<Data>(
  resourceId: string,
  recordId: string,
  actionName: string,
  question: Record<string, string>,
): View<Data> {
  const { translateComponent } = useTranslation();
  const [data, setData] = useState<Data>();
  const [problem, setProblem] = useState<string>();
  const [loading, setLoading] = useState(true);
  const [round, setRound] = useState(0);
  const asked = new URLSearchParams(question).toString();
  useEffect(() => {
    let current = true;
    setLoading(true);
    readView<Data>(resourceId, recordId, actionName, question)
      .then((view) => {
        if (!current) return;
        setData(view);
        setProblem(undefined);
      })
      .catch((error: unknown) => {
        if (current) setProblem(failureText(error, translateComponent));
      })
      .finally(() => {
        if (current) setLoading(false);
      });
    return () => {
      current = false;
    };
  }, [resourceId, recordId, actionName, asked, round]);
  return { data, problem, loading, reload: useCallback(() => setRound((n) => n + 1), []) };
}

export async function readView<Data>(
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
