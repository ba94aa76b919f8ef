import { useEffect, useState } from 'react';
import { ApiClient, useTranslation } from 'adminjs';
import { useLocation } from 'react-router-dom';
import { failureText } from './failure.js';

interface Answer<Data> {
  data: Data | undefined;
  failure: string | undefined;
  loading: boolean;
}

/** What a page's handler answers to the address as it stands; a changed address is asked anew. */
export function usePage<Data>(pageName: string): Answer<Data> {
  const { translateComponent } = useTranslation();
  const { search } = useLocation();
  const [data, setData] = useState<Data>();
  const [failure, setFailure] = useState<string>();
  const [loading, setLoading] = useState(true);
  useEffect(() => {
    let current = true;
    setLoading(true);
    askPage<Data>(pageName, Object.fromEntries(new URLSearchParams(search)))
      .then((answer) => {
        if (!current) return;
        setData(answer);
        setFailure(undefined);
      })
      .catch((error: unknown) => {
        if (current) setFailure(failureText(error, translateComponent));
      })
      .finally(() => {
        if (current) setLoading(false);
      });
    return () => {
      current = false;
    };
  }, [pageName, search]);
  return { data, failure, loading };
}

export async function askPage<Data>(
  pageName: string,
  params: Record<string, string>,
): Promise<Data> {
  const { data } = await new ApiClient().getPage({ pageName, params });
  return data as Data;
}
