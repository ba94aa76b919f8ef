import type { RequestHandler, Response } from 'express';

/**
 * The end of the work for an answer. A connection that breaks does not end it: whoever counted the
 * work until then only would let broken and repeated requests pile up.
 */

/** Time after which work for a broken connection counts as ended, whatever it does. */
const LONGEST_MS = 60_000;

interface Answer {
  isEnded: boolean;
  onOver: (() => void)[];
}

const answers = new WeakMap<Response, Answer>();

/** Calls back once, when the answer is written and its connection has taken it or is closed. */
export function onceOver(response: Response, callBack: () => void): void {
  const answer = answers.get(response);
  if (answer) answer.onOver.push(callBack);
  else watch(response, callBack);
}

/** Says that nothing more is done for the answer, where nothing calls `response.end`. */
export function endAnswer(response: Response): void {
  const answer = answers.get(response);
  if (!answer) return;
  answer.isEnded = true;
  if (response.closed) callAll(answer);
}

/** Notes the end of answers again behind a middleware that replaces `response.end`. */
export function noteAnswerEnds(): RequestHandler {
  return (_request, response, next) => {
    wrapEnd(response);
    next();
  };
}

function watch(response: Response, callBack: () => void): void {
  const answer: Answer = { isEnded: false, onOver: [callBack] };
  answers.set(response, answer);
  wrapEnd(response);
  response.once('close', () => {
    if (answer.isEnded || response.writableFinished) callAll(answer);
    else setTimeout(() => callAll(answer), LONGEST_MS).unref();
  });
}

function wrapEnd(response: Response): void {
  const end = response.end.bind(response) as (...given: unknown[]) => Response;
  response.end = (...given: unknown[]) => {
    const result = end(...given);
    endAnswer(response);
    return result;
  };
}

function callAll({ onOver }: Answer): void {
  for (const callBack of onOver.splice(0)) callBack();
}
