import { useEffect, useState } from 'react';
import { ApiClient, useNotice, useTranslation, type RecordJSON } from 'adminjs';
import { useLocation } from 'react-router-dom';
import { failureText } from './failure.js';

interface ListMeta {
  total: number;
  /** there are more than were counted */
  isCapped?: boolean;
  page: number;
  perPage: number;
  sortBy?: string;
  direction?: 'asc' | 'desc';
}

interface List {
  records: RecordJSON[];
  meta: ListMeta | undefined;
  loading: boolean;
  problem: string | undefined;
}

/** The rows that the address asks for: filter, order and page are all in it. */
export function useList(resourceId: string): List {
  const { search, key } = useLocation();
  const [list, setList] = useState<List>({
    records: [],
    meta: undefined,
    loading: true,
    problem: undefined,
  });
  const addNotice = useNotice();
  const { translateComponent } = useTranslation();
  useEffect(() => {
    let current = true; // a slow answer to an earlier question is thrown away
    setList((before) => ({ ...before, loading: true, problem: undefined }));
    new ApiClient()
      .resourceAction({ resourceId, actionName: 'list', params: new URLSearchParams(search) })
      .then(({ data }) => {
        if (!current) return;
        const { records, meta, notice } = data as {
          records: RecordJSON[];
          meta: ListMeta;
          notice?: Parameters<typeof addNotice>[0];
        };
        if (notice) addNotice(notice);
        setList({ records, meta, loading: false, problem: undefined });
      })
      .catch((error: unknown) => {
        if (!current) return;
        const problem = failureText(error, translateComponent);
        setList({ records: [], meta: undefined, loading: false, problem });
      });
    return () => {
      current = false;
    };
  }, [resourceId, search, key]);
  return list;
}
