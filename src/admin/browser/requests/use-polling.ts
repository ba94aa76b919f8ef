import { useEffect } from 'react';
import type { Answer } from './use-answer.js';

/**
 * Asks again a while after each answer, as long as something runs on the server. It waits for a slow
 * answer: a newer question would make the page forget it.
 */
export function usePolling(
  { loading, reload }: Pick<Answer<unknown>, 'loading' | 'reload'>,
  isRunning: boolean,
  pauseMs: number,
): void {
  useEffect(() => {
    if (!isRunning || loading) return undefined;
    const timer = setTimeout(reload, pauseMs);
    return () => clearTimeout(timer);
  }, [isRunning, loading, reload, pauseMs]);
}
