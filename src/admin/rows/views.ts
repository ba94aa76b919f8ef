import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import type { ViewDeclaration } from '../declaration/resource.js';
import { actorOfCall, languageOfCall } from '../request/user.js';
import type { ScopedResource } from './scoped-resource.js';
import { populateTitles } from '../records/titles.js';

/**
 * Parameter of the component's own request: AdminJS's request for the page needs the record only.
 */
const READ = 'read';

/** Builds the handler of a view: it returns the row, and the data that the view reads about it. */
export function viewHandler(resource: ScopedResource, { read }: ViewDeclaration) {
  return async (
    { query: asked = {} }: ActionRequest,
    _response: unknown,
    call: ActionContext,
  ): Promise<ActionResponse> => {
    const { record } = call;
    if (!record) throw new Error('AdminJS called a record action without a record');
    await populateTitles(resource, [record], call);
    const json = { record: record.toJSON(call.currentAdmin) };
    const query = textsOf(asked);
    if (query[READ] === undefined) return json;
    const request = { id: record.id(), query, language: languageOfCall(call) };
    return { ...json, view: await read(resource.context, actorOfCall(call), request) };
  };
}

function textsOf(query: Record<string, unknown>): Record<string, string> {
  const texts = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}
