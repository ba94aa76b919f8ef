import { useEffect, useState } from 'react';
import {
  ApiClient,
  useNotice,
  useTranslation,
  type ActionJSON,
  type RecordJSON,
  type ResourceJSON,
} from 'adminjs';
import { useLocation } from 'react-router-dom';
import type { ListedRecord } from './contract.js';
import { failureText } from './failure.js';

interface ListMeta {
  total: number;
  /** there are more than were counted */
  isCapped?: boolean;
  page: number;
  perPage: number;
  /** Where the pages around this one begin. */
  before?: string;
  after?: string;
  sortBy?: string;
  direction?: 'asc' | 'desc';
}

interface Answer {
  /** the question that it answers */
  to: string;
  resourceId: string;
  records: RecordJSON[];
  meta: ListMeta | undefined;
  problem: string | undefined;
}

type List = Pick<Answer, 'records' | 'meta' | 'problem'> & { loading: boolean };

/** The rows that the address asks for: filter, order and page are all in it. */
export function useList({ id: resourceId, actions }: ResourceJSON): List {
  const { search, key } = useLocation();
  const question = [resourceId, search, key].join();
  const [answer, setAnswer] = useState<Answer>();
  const addNotice = useNotice();
  const { translateComponent } = useTranslation();
  useEffect(() => {
    let current = true; // a slow answer to an earlier question is thrown away
    const take = (rest: Pick<Answer, 'records' | 'meta' | 'problem'>) => {
      if (current) setAnswer({ to: question, resourceId, ...rest });
    };
    new ApiClient()
      .resourceAction({ resourceId, actionName: 'list', params: new URLSearchParams(search) })
      .then(({ data }) => {
        const { records, meta, notice } = data as {
          records: ListedRecord[];
          meta: ListMeta;
          notice?: Parameters<typeof addNotice>[0];
        };
        if (notice && current) addNotice(notice);
        const described = records.map((record) => withActions(record, actions));
        take({ records: described, meta, problem: undefined });
      })
      .catch((error: unknown) => {
        take({ records: [], meta: undefined, problem: failureText(error, translateComponent) });
      });
    return () => {
      current = false;
    };
  }, [question]);
  const loading = answer?.to !== question;
  // rows of one table never stand under the columns of another
  if (answer?.resourceId !== resourceId) {
    return { records: [], meta: undefined, problem: undefined, loading };
  }
  const { records, meta, problem } = answer;
  return { records, meta, problem: loading ? undefined : problem, loading };
}

/** The row as AdminJS's own components know one. */
function withActions(row: ListedRecord, described: ActionJSON[]): RecordJSON {
  const among = (names: string[]) => described.filter(({ name }) => names.includes(name));
  return {
    ...row,
    populated: row.populated as RecordJSON['populated'],
    recordActions: among(row.recordActions),
    bulkActions: among(row.bulkActions),
    baseError: null,
    errors: {},
  };
}
