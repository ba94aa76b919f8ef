import {
  ApiClient,
  useNotice,
  type ActionJSON,
  type NoticeMessage,
  type RecordJSON,
  type ResourceJSON,
} from 'adminjs';
import { useLocation } from 'react-router-dom';
import type { ListMeta, ListReply } from '../../contract/list.js';
import type { ListedRecord } from '../../contract/panel.js';
import { failureText } from '../requests/failure.js';
import { useAnswer } from '../requests/use-answer.js';
import { useText } from '../requests/use-text.js';
import { listQuery, type Fixed } from '../ui/place.js';
import { rememberPage } from './neighbours.js';

interface Outcome {
  resourceId: string;
  records: RecordJSON[];
  meta: ListMeta | undefined;
  /** columns and views of the list */
  setting: ListReply | undefined;
  problem: string | undefined;
  notice?: NoticeMessage | undefined;
}

type List = Omit<Outcome, 'resourceId' | 'notice'> & { loading: boolean };

/** Reads the rows of the address, which holds filter, order and page. */
export function useList({ id: resourceId, actions }: ResourceJSON, fixed: Fixed): List {
  const { search, key } = useLocation();
  const query = listQuery(search, fixed);
  const addNotice = useNotice();
  const text = useText();
  const ask = (): Promise<Outcome> =>
    readList(resourceId, actions, query).catch((error: unknown) => ({
      ...{ resourceId, ...noRows },
      problem: failureText(error, text),
    }));
  const { data, latest } = useAnswer([resourceId, query, key].join(), ask, {
    onAnswer: ({ notice }) => notice && addNotice(notice),
  });
  const loading = data === undefined;
  // Rows of one table never stand under the columns of another.
  if (latest.data?.resourceId !== resourceId) return { ...noRows, loading };
  const { records, meta, setting, problem } = latest.data;
  return { records, meta, setting, problem: loading ? undefined : problem, loading };
}

const noRows = { records: [], meta: undefined, setting: undefined, problem: undefined };

async function readList(
  resourceId: string,
  actions: ActionJSON[],
  query: string,
): Promise<Outcome> {
  const params = new URLSearchParams(query);
  const request = { resourceId, actionName: 'list', params };
  const { data } = await new ApiClient().resourceAction(request);
  const { records, meta, notice, ...setting } = data as ListReply & {
    records: ListedRecord[];
    meta: ListMeta;
    notice?: NoticeMessage;
  };
  rememberPage(resourceId, query, { ids: records.map(({ id }) => id), meta });
  const described = records.map((record) => withActions(record, actions));
  return { resourceId, records: described, meta, setting, notice, problem: undefined };
}

/** Describes the row as AdminJS's own components know one. */
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
