import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import type { Message } from '../../messages/message.js';
import { MAX_RUN_ROWS } from '../../services/bulk-runs/writing.js';
import type { BulkSubject } from '../contract/bulk.js';
import type { ActionReply } from '../contract/panel.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { readBulkSelection } from './selection.js';

/**
 * Actions on many rows: a form makes a run of the chosen rows, or of all that match the list's
 * filter. Nothing changes before the run's preview is confirmed.
 */

/** Rows chosen one by one, or all that match. */
export type Chosen = 'chosen' | 'all';

export type RowsReply = ActionResponse & ActionReply<Message> & { subject?: BulkSubject<Message> };

interface RowsAction {
  on: Chosen;
  /** Makes the run of a posted form and returns its id. */
  makeRun: (request: ActionRequest, call: ActionContext) => Promise<string>;
  describeFailure: (call: ActionContext, error: unknown) => RowsReply;
}

/** Builds the handler of the action for AdminJS: a post leads to the page of its run. */
export function manyRowsHandler(
  resource: ScopedResource,
  { on, makeRun, describeFailure }: RowsAction,
) {
  return async (
    request: ActionRequest,
    _response: unknown,
    call: ActionContext,
  ): Promise<RowsReply> => {
    const records = (call.records ?? []).map((record) => record.toJSON(call.currentAdmin));
    const same: RowsReply = on === 'chosen' ? { records } : {};
    try {
      if (request.method !== 'post') {
        return on === 'all' ? await readSubject(resource, request, call) : same;
      }
      const redirectUrl = call.h.recordActionUrl({
        resourceId: 'bulk_runs',
        recordId: await makeRun(request, call),
        actionName: 'show',
      });
      return { ...same, redirectUrl };
    } catch (error) {
      return { ...same, ...describeFailure(call, error) };
    }
  };
}

/** Reads the keys of chosen rows. They pass unchecked: a run names those that do not exist. */
export function chosenIds({ query }: ActionRequest): string[] {
  const ids: unknown = query?.['recordIds'];
  return typeof ids === 'string' ? [...new Set(ids.split(','))] : [];
}

/** Counts the rows that match the list's filter, to one more than a run takes. */
export function countMatching(
  resource: ScopedResource,
  { query = {} }: ActionRequest,
  call: ActionContext,
): Promise<number> {
  return resource.count(readBulkSelection(resource, query).filter, call, MAX_RUN_ROWS + 1);
}

/** Counts the rows that match now and describes their filter in words. */
async function readSubject(
  resource: ScopedResource,
  request: ActionRequest,
  call: ActionContext,
): Promise<RowsReply> {
  if (request.query?.['read'] === undefined) return {};
  const { chosen } = readBulkSelection(resource, request.query);
  const count = await countMatching(resource, request, call);
  return { subject: { count, chosen, isTooMany: count > MAX_RUN_ROWS, most: MAX_RUN_ROWS } };
}
