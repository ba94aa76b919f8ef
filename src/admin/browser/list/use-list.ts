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
import type { ListMeta, ListReply } from '../../contract/list.js';
import type { ListedRecord } from '../../contract/panel.js';
import { failureText } from '../requests/failure.js';
import { listQuery, type Fixed } from '../ui/place.js';
import { rememberPage } from './neighbours.js';

interface Answer {
  /** the question that it answers */
  to: string;
  resourceId: string;
  records: RecordJSON[];
  meta: ListMeta | undefined;
  /** its columns and views */
  setting: ListReply | undefined;
  problem: string | undefined;
}

type Told = Pick<Answer, 'records' | 'meta' | 'setting' | 'problem'>;
type List = Told & { loading: boolean };

/** The rows that the address asks for: filter, order and page are all in it. */
export function useList({ id: resourceId, actions }: ResourceJSON, fixed: Fixed): List {
  const { search, key } = useLocation();
  const query = listQuery(search, fixed);
  const question = [resourceId, query, key].join();
  const [answer, setAnswer] = useState<Answer>();
  const addNotice = useNotice();
  const { translateComponent } = useTranslation();
  useEffect(() => {
    let current = true; // a slow answer to an earlier question is thrown away
    const take = (rest: Told) => {
      if (current) setAnswer({ to: question, resourceId, ...rest });
    };
    new ApiClient()
      .resourceAction({ resourceId, actionName: 'list', params: new URLSearchParams(query) })
      .then(({ data }) => {
        const { records, meta, notice, ...setting } = data as ListReply & {
          records: ListedRecord[];
          meta: ListMeta;
          notice?: Parameters<typeof addNotice>[0];
        };
        if (notice && current) addNotice(notice);
        const described = records.map((record) => withActions(record, actions));
        rememberPage(resourceId, query, { ids: records.map(({ id }) => id), meta });
        take({ records: described, meta, setting, problem: undefined });
      })
      .catch((error: unknown) => {
        take({ ...nothing, problem: failureText(error, translateComponent) });
      });
    return () => {
      current = false;
    };
  }, [question]);
  const loading = answer?.to !== question;
  // rows of one table never stand under the columns of another
  if (answer?.resourceId !== resourceId) {
    return { ...nothing, loading };
  }
  const { records, meta, setting, problem } = answer;
  return { records, meta, setting, problem: loading ? undefined : problem, loading };
}

const nothing: Told = { records: [], meta: undefined, setting: undefined, problem: undefined };

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
