import { useMemo, useRef, useState } from 'react';
import { ApiClient, useTranslation, type NoticeMessage } from 'adminjs';
import type { BulkRunData } from '../../contract/bulk.js';
import { failureText } from '../requests/failure.js';
import { newOperationId } from '../requests/operation-id.js';
import { usePolling } from '../requests/use-polling.js';
import { useText } from '../requests/use-text.js';
import { useView } from '../requests/use-view.js';

/** The table of runs. */
export const RUNS = 'bulk_runs';
const POLL_PAUSE_MS = 700;

/** State of a run's page. */
export interface RunPage {
  run: BulkRunData | undefined;
  problem: string | undefined;
  /** true while a request that changes something is under way */
  busy: boolean;
  act: (action: 'start' | 'cancel') => Promise<void>;
}

/** Reads a run, and again while it runs, and sends its start and its cancellation. */
export function useBulkRun(runId: string): RunPage {
  const { translateMessage } = useTranslation();
  const text = useText();
  const view = useView<BulkRunData>(RUNS, runId, 'show', {});
  const { data: run, problem, reload } = view;
  const operationId = useMemo(newOperationId, [runId]);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);
  usePolling(view, run?.status === 'running', POLL_PAUSE_MS);

  const act: RunPage['act'] = async (action) => {
    if (sending.current) return; // a second click before the first is drawn
    sending.current = true;
    setBusy(true);
    setFailure(undefined);
    try {
      const data = new FormData();
      data.set('step', 'commit');
      data.set('operationId', operationId);
      const reply = await new ApiClient().recordAction({
        resourceId: RUNS,
        recordId: runId,
        actionName: action,
        data,
      });
      const { notice } = reply.data as { notice?: NoticeMessage };
      if (notice?.type === 'error') setFailure(translateMessage(notice.message));
    } catch (error) {
      setFailure(failureText(error, text));
    } finally {
      sending.current = false;
      setBusy(false);
      reload();
    }
  };
  return { run, problem: failure ?? problem, busy, act };
}
