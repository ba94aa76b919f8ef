import type { RequestHandler } from 'express';
import type { Context } from '../../context.js';
import { languageOf } from '../../http/request/language.js';
import { personsIn, sayAll } from '../../messages/say-all.js';
import { loadNames } from '../../services/names.js';
import { actorOfCall, callOf } from '../request/user.js';

/**
 * Writes the messages of every answer in the language of its reader, with the names that the reader
 * may see. This is the only place where an answer of the panels becomes text.
 */
export function sayAnswers(context: Context): RequestHandler {
  return (request, response, next) => {
    const send = response.json.bind(response);
    const language = languageOf(request);
    response.json = (answer: unknown) => {
      const persons = personsIn(answer);
      if (persons.length === 0) return send(sayAll(answer, language));
      loadNames(context, actorOfCall(callOf(request)), persons).then((nameOf) => {
        send(sayAll(answer, language, nameOf));
      }, next);
      return response;
    };
    next();
  };
}
