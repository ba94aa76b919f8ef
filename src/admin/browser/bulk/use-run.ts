import { useEffect, useMemo, useRef, useState } from 'react';
import { ApiClient, useTranslation, type NoticeMessage } from 'adminjs';
import type { BulkPreview, BulkRunData } from '../../contract/bulk.js';
import { failureText } from '../requests/failure.js';
import { newOperationId } from '../requests/operation-id.js';
import { useView } from '../requests/use-view.js';

const RESOURCE = 'bulk_runs';
const ASK_EVERY_MS = 700;

export interface RunPage {
  run: BulkRunData | undefined;
  problem: string | undefined;
  /** a request that changes something is under way */
  busy: boolean;
  act: (action: 'start' | 'cancel') => Promise<void>;
}

/** A run as it is now: asked for again while it runs. */
export function useBulkRun(runId: string): RunPage {
  const { translateComponent, translateMessage } = useTranslation();
  const { data: run, problem, reload } = useView<BulkRunData>(RESOURCE, runId, 'show', {});
  const operationId = useMemo(newOperationId, [runId]);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);
  const isRunning = run?.status === 'running';
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(reload, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isRunning, reload]);

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
        resourceId: RESOURCE,
        recordId: runId,
        actionName: action,
        data,
      });
      const { notice } = reply.data as { notice?: NoticeMessage };
      if (notice?.type === 'error') setFailure(translateMessage(notice.message));
    } catch (error) {
      setFailure(failureText(error, translateComponent));
    } finally {
      sending.current = false;
      setBusy(false);
      reload();
    }
  };
  return { run, problem: failure ?? problem, busy, act };
}

/** What confirming the run would do now. */
export function useBulkPreview(runId: string) {
  return useView<BulkPreview>(RESOURCE, runId, 'show', { part: 'preview' });
}
