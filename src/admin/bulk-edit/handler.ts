import { ValidationError, type ActionContext, type ActionRequest } from 'adminjs';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import type { BulkActionCustom } from '../contract/bulk.js';
import type { ActionCustom } from '../contract/panel.js';
import {
  chosenIds,
  countMatching,
  manyRowsHandler,
  type Chosen,
  type RowsReply,
} from '../lists/many-rows.js';
import { versionOfReadings } from '../readings/choices.js';
import { describeError } from '../request/errors.js';
import { notice } from '../request/notice.js';
import { messageOfError } from '../request/record-errors.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { createEdit } from './create.js';
import { readEditForm, refuseUnique } from './form.js';

/**
 * Turns an edit of many rows into an action: its form makes a run of the chosen rows, or of all that
 * match the list's filter. Nothing changes before the run's preview is confirmed.
 */

/** Names of the actions. */
export const EDIT_CHOSEN = 'editChosen';
export const EDIT_ALL = 'editAll';

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
  return manyRowsHandler(resource, {
    on,
    makeRun: (request, call) => makeRun(resource, on, request, call),
    describeFailure: (call, error) => describeFailure(resource, call, error),
  });
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
  const ids = on === 'chosen' ? chosenIds(request) : null;
  const count = ids?.length ?? (await countMatching(resource, request, call));
  refuseUnique(resource, form, count);
  const rows = { ids, query: request.query ?? {} };
  return (await createEdit(resource, call, { id: operationId, form, rows })).id;
}

function describeFailure(resource: ScopedResource, call: ActionContext, error: unknown): RowsReply {
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
