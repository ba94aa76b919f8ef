import { useTranslation } from 'adminjs';
import { useSelector, useStore } from 'react-redux';
import type { ResourceMetadata } from '../../contract/page-state.js';
import { getJson } from './client.js';
import type { State } from './state.js';
import { isDescribed, withDescription, type Table } from './tables.js';
import { useAnswer } from './use-answer.js';

interface OpenedTable {
  /** Undefined until its description has come. */
  table: Table | undefined;
  /** Name of the table as far as the page knows it. */
  name: string;
  failure: string | undefined;
  /** Asks again after a failure. */
  retry: () => void;
}

/** Returns a table with its columns and actions; reads its description when it is first opened. */
export function useTable(id: string): OpenedTable {
  const known = useSelector((state: State) => state.resources.find((one) => one.id === id));
  const store = useStore<State>();
  const { i18n, translateLabel } = useTranslation();
  const keep = (metadata: ResourceMetadata) => {
    i18n.addResourceBundle(i18n.language, 'translation', keysOf(metadata), true, true);
    const data = withDescription(store.getState().resources, metadata);
    store.dispatch({ type: 'RESOURCES_INITIALIZE', data });
  };
  const table = isDescribed(known) ? known : undefined;
  const question = table === undefined ? id : undefined;
  const { failure, reload } = useAnswer(
    question,
    () => getJson<ResourceMetadata>(`/api/resources/${encodeURIComponent(id)}`),
    { onAnswer: keep },
  );
  return { table, name: translateLabel(id, id), failure, retry: reload };
}

/** Returns the texts of a table by the keys under which AdminJS looks them up. */
function keysOf({ resource, texts }: ResourceMetadata): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([kind, named]) =>
      Object.entries(named).map(([name, text]) => [
        `resources.${resource.id}.${kind}.${name}`,
        text,
      ]),
    ),
  );
}
