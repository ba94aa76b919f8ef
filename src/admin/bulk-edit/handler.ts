import {
  ValidationError,
  type ActionContext,
  type ActionRequest,
  type ActionResponse,
} from 'adminjs';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { MAX_RUN_ROWS } from '../../services/bulk-runs/writing.js';
import type { BulkActionCustom, BulkSubject } from '../contract/bulk.js';
import type { ActionCustom, ActionReply } from '../contract/panel.js';
import { readBulkSelection } from '../lists/selection.js';
import { versionOfReadings } from '../readings/choices.js';
import { describeError } from '../request/errors.js';
import { notice } from '../request/notice.js';
import { messageOfError } from '../request/record-errors.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { createEdit, type EditRows } from './create.js';
import { readEditForm, refuseUnique } from './form.js';

/**
 * Turns an edit of many rows into an action: its form makes a run of the chosen rows, or of all that
 * match the list's filter. Nothing changes before the run's preview is confirmed.
 */

/** Names of the actions. */
export const EDIT_CHOSEN = 'editChosen';
export const EDIT_ALL = 'editAll';

/** Rows chosen one by one, or all that match. */
type Chosen = 'chosen' | 'all';

type Reply = ActionResponse & ActionReply<Message> & { subject?: BulkSubject<Message> };

/** Describes the form to the browser. */
export function editCustom(
  { table }: ScopedResource,
  on: Chosen,
): ActionCustom<Message> & BulkActionCustom & { readings: string } {
  return {
    verb: message('bulk_edits.action'),
    title: message('bulk_edits.title', { table: table.label }),
    tone: 'normal',
    fields: [],
    preview: false,
    bulk: on,
    ...(on === 'chosen' ? { all: EDIT_ALL } : {}),
    readings: versionOfReadings(table),
  };
}

/** Builds the handler of the action for AdminJS. */
export function editManyHandler(resource: ScopedResource, on: Chosen) {
  return async (
    request: ActionRequest,
    _response: unknown,
    call: ActionContext,
  ): Promise<Reply> => {
    const records = (call.records ?? []).map((record) => record.toJSON(call.currentAdmin));
    const same: Reply = on === 'chosen' ? { records } : {};
    try {
      if (request.method !== 'post') {
        return on === 'all' ? await readSubject(resource, request, call) : same;
      }
      const redirectUrl = await makeRun(resource, on, request, call);
      return { ...same, redirectUrl };
    } catch (error) {
      return { ...same, ...describeFailure(resource, call, error) };
    }
  };
}

async function makeRun(
  resource: ScopedResource,
  on: Chosen,
  request: ActionRequest,
  call: ActionContext,
): Promise<string> {
  const payload = request.payload ?? {};
  const { step, operationId } = payload;
  if (step !== 'commit') throw new DomainError('invalid', message('bulk_runs.preview_elsewhere'));
  if (typeof operationId !== 'string' || !/^[\w-]{8,100}$/.test(operationId)) {
    throw new DomainError('invalid', message('operations.no_form_id'), {
      hint: message('operations.open_again'),
    });
  }
  const form = await readEditForm(resource, payload, call);
  const rows = rowsOf(on, request);
  const count = rows.ids?.length ?? (await countAll(resource, request, call));
  refuseUnique(resource, form, count);
  const run = await createEdit(resource, call, { id: operationId, form, rows });
  return call.h.recordActionUrl({
    resourceId: 'bulk_runs',
    recordId: run.id,
    actionName: 'show',
  });
}

function rowsOf(on: Chosen, { query = {} }: ActionRequest): EditRows {
  if (on === 'all') return { ids: null, query };
  const ids: unknown = query['recordIds'];
  return { ids: typeof ids === 'string' ? [...new Set(ids.split(','))] : [], query };
}

function countAll(
  resource: ScopedResource,
  { query = {} }: ActionRequest,
  call: ActionContext,
): Promise<number> {
  const { filter } = readBulkSelection(resource, query);
  return resource.count(filter, call, MAX_RUN_ROWS + 1);
}

/** Counts the rows that match now and describes their filter in words. */
async function readSubject(
  resource: ScopedResource,
  request: ActionRequest,
  call: ActionContext,
): Promise<Reply> {
  if (request.query?.['read'] === undefined) return {};
  const { chosen } = readBulkSelection(resource, request.query);
  const count = await countAll(resource, request, call);
  return { subject: { count, chosen, isTooMany: count > MAX_RUN_ROWS, most: MAX_RUN_ROWS } };
}

function describeFailure(resource: ScopedResource, call: ActionContext, error: unknown): Reply {
  if (error instanceof ValidationError) {
    return {
      notice: notice(message('tables.wrong_fields'), 'error'),
      fieldErrors: Object.fromEntries(
        Object.entries(error.propertyErrors).map(([path, one]) => [path, messageOfError(one)]),
      ),
    };
  }
  const { said } = describeError(resource.context, call, error);
  return { notice: notice(said, 'error') };
}
