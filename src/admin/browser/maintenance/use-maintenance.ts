import { useState } from 'react';
import { ApiClient } from 'adminjs';
import type { MaintenanceData, MaintenanceJob } from '../../contract/maintenance.js';
import { failureText } from '../requests/failure.js';
import { useAnswer } from '../requests/use-answer.js';
import { askPage } from '../requests/use-page.js';
import { usePolling } from '../requests/use-polling.js';
import { useText } from '../requests/use-text.js';

export const MAINTENANCE_PAGE = 'maintenance';
const POLL_PAUSE_MS = 2000;

export interface MaintenanceState {
  data: MaintenanceData | undefined;
  problem: string | undefined;
  busy: boolean;
  start: (job: MaintenanceJob) => Promise<void>;
}

/** Reads the state of the maintenance, and again while a job runs, and starts jobs. */
export function useMaintenance(): MaintenanceState {
  const text = useText();
  const [data, setData] = useState<MaintenanceData>();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const take = (answer: MaintenanceData): void => {
    setFailure(answer.problem);
    // A refusal has no more than its reason: the page keeps what it shows.
    if (answer.problem === undefined) setData(answer);
  };
  const ask = () => askPage<MaintenanceData>(MAINTENANCE_PAGE, {});
  const answer = useAnswer(MAINTENANCE_PAGE, ask, { onAnswer: take, onFailure: setFailure });
  const isRunning = data?.results.some((result) => result.isRunning) ?? false;
  usePolling(answer, isRunning, POLL_PAUSE_MS);

  const start = async (job: MaintenanceJob): Promise<void> => {
    setBusy(true);
    try {
      take(await postJob(job));
    } catch (error) {
      setFailure(failureText(error, text));
    }
    setBusy(false);
  };
  return { data, problem: failure, busy, start };
}

async function postJob(job: MaintenanceJob): Promise<MaintenanceData> {
  const form = new FormData();
  form.set('job', job);
  const request = { pageName: MAINTENANCE_PAGE, method: 'POST', data: form } as const;
  const { data } = await new ApiClient().getPage(request);
  return data as MaintenanceData;
}
