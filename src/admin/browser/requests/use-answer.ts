import { useCallback, useEffect, useState } from 'react';
import { failureText } from './failure.js';
import { useText } from './use-text.js';

/** State of a question to the server. */
export interface Answer<Data> {
  /** Answer to the present question; undefined until it has come, and when the question failed. */
  data: Data | undefined;
  /** Reason why the present question failed, in the page's language. */
  failure: string | undefined;
  /** Latest answer and latest failure: shown until the present question has its own. */
  latest: Pick<Settled<Data>, 'data' | 'failure'>;
  loading: boolean;
  /** Asks the same question again. */
  reload: () => void;
}

interface Settled<Data> {
  /** Question that came to this end. */
  question: string;
  /** The answer; where the question failed, that of an earlier one. */
  data: Data | undefined;
  failure: string | undefined;
}

interface AnswerOptions<Data> {
  /** Waits so long for a newer question before it asks. */
  delayMs?: number;
  /** Receives each answer that is still wanted. */
  onAnswer?: (data: Data) => void;
  /** Receives the text of each failure of a question that is still wanted. */
  onFailure?: (text: string) => void;
}

/**
 * Asks the server whenever the question changes. Forgets an answer that comes after a newer
 * question, or after the component has left the page.
 * @param question names everything that `ask` depends on; undefined asks nothing
 */
export function useAnswer<Data>(
  question: string | undefined,
  ask: () => Promise<Data>,
  options: AnswerOptions<Data> = {},
): Answer<Data> {
  const text = useText();
  const [settled, setSettled] = useState<Settled<Data>>();
  const [isAsking, setAsking] = useState(false);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (question === undefined) return undefined;
    let isWanted = true;
    const takeAnswer = (data: Data) => {
      if (!isWanted) return;
      setSettled({ question, data, failure: undefined });
      setAsking(false);
      options.onAnswer?.(data);
    };
    const takeFailure = (error: unknown) => {
      if (!isWanted) return;
      const failure = failureText(error, text);
      setSettled((earlier) => ({ question, data: earlier?.data, failure }));
      setAsking(false);
      options.onFailure?.(failure);
    };
    const send = () => void ask().then(takeAnswer, takeFailure);
    setAsking(true);
    const timer = options.delayMs === undefined ? undefined : setTimeout(send, options.delayMs);
    if (timer === undefined) send();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [question, round]);
  const { data, failure } = settled ?? { data: undefined, failure: undefined };
  const isPresent = settled !== undefined && settled.question === question;
  return {
    data: isPresent && failure === undefined ? data : undefined,
    failure: isPresent ? failure : undefined,
    latest: { data, failure },
    loading: question !== undefined && (isAsking || !isPresent),
    reload: useCallback(() => setRound((count) => count + 1), []),
  };
}
