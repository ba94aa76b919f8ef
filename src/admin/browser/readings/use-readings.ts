import { useEffect, useState } from 'react';
import { ApiClient } from 'adminjs';
import type { ReadingChoice, ReadingsData } from '../../contract/readings.js';
import { failureText } from '../requests/failure.js';
import { usePage } from '../requests/use-page.js';
import { useText } from '../requests/use-text.js';

export const READINGS_PAGE = 'readings';

/** Keeps the confirmation of a change while the page loads again. */
const DONE = 'readings.done';

/** Fields of a change; without `step` the server answers its plan. */
export interface ReadingFields {
  choice: ReadingChoice;
  column: string;
  version: string;
  kind?: string;
  /** Name of the table in the database, of a choice to forget. */
  name?: string;
  step?: 'commit';
}

/** Reads the table of the address, and posts changes of its decisions. */
export function useReadings() {
  const text = useText();
  const { data, failure, loading } = usePage<ReadingsData>(READINGS_PAGE);
  const [posted, setPosted] = useState<ReadingsData>();
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [done] = useState(takeDone);
  // An answer to an earlier address is no longer shown.
  useEffect(() => {
    setPosted(undefined);
    setRefusal(undefined);
  }, [data]);
  const shown = posted ?? data;

  const send = async (fields: ReadingFields): Promise<void> => {
    setBusy(true);
    try {
      const answer = await post(shown?.table?.id ?? '', fields);
      if (answer.done !== undefined) reloadWith(answer.done);
      setPosted(answer);
      setRefusal(undefined);
    } catch (error) {
      setRefusal(failureText(error, text));
    }
    setBusy(false);
  };
  const cancel = () => setPosted((answer) => answer && withoutPlan(answer));
  const problem = refusal ?? shown?.problem ?? failure;
  return { data: shown, problem, busy, loading, done, send, cancel };
}

function withoutPlan({ plan: _plan, ...answer }: ReadingsData): ReadingsData {
  return answer;
}

async function post(table: string, fields: ReadingFields): Promise<ReadingsData> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ table, ...fields })) form.set(name, value);
  const request = { pageName: READINGS_PAGE, method: 'POST', data: form } as const;
  const { data } = await new ApiClient().getPage(request);
  return data as ReadingsData;
}

/** Loads the page again: its lists and forms know the kinds that they were loaded with. */
function reloadWith(done: string): void {
  sessionStorage.setItem(DONE, done);
  window.location.reload();
}

function takeDone(): string | null {
  const done = sessionStorage.getItem(DONE);
  sessionStorage.removeItem(DONE);
  return done;
}
