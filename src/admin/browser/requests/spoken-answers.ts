/**
 * Translation of the server's English answers, by the phrases that came with the page. Names,
 * descriptions and other data stay as they are.
 */
import { useSelector } from 'react-redux';
import { answerTexts } from '../../../locale/answer-texts.js';
import { phrasebook, sayAt, type Phrases, type Say } from '../../../locale/phrasebook.js';
import { aroundRequests } from './client.js';
import type { State } from './state.js';

let spoken: { phrases: Phrases; say: Say } | undefined;

function sayer(phrases: Phrases | undefined): Say {
  if (phrases === undefined) return (text) => text;
  if (spoken?.phrases !== phrases) spoken = { phrases, say: phrasebook(phrases) };
  return spoken.say;
}

/** Returns a function that translates a text of the server into the page's language. */
export function useSay(): Say {
  return sayer(useSelector((state: State) => state.locale.phrases));
}

interface Answer {
  data?: unknown;
  response?: { data?: unknown };
}

/** Translates every answer and refusal of the server into the page's language. */
export function speakAnswers(phrases: Phrases | undefined): void {
  if (phrases === undefined) return;
  const say = sayer(phrases);
  const speak = (answer: { data?: unknown } | undefined): void => {
    if (answer?.data !== undefined) answer.data = sayAt(answer.data, answerTexts, say);
  };
  aroundRequests(async ({ send }) => {
    try {
      const answer = await send();
      speak(answer);
      return answer;
    } catch (error) {
      speak((error as Answer).response);
      throw error;
    }
  });
}
