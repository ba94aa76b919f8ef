import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import type { WagerResult } from '../../domain/wager.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { createRun, type RunRows } from '../../services/bulk-runs/bulk-runs.js';
import { MAX_RUN_ROWS } from '../../services/bulk-runs/writing.js';
import type { BulkActionCustom, BulkSubject } from '../contract/bulk.js';
import type { ActionCustom, ActionReply } from '../contract/panel.js';
import { formTexts, type BulkDeclaration } from '../declaration/actions.js';
import { readInput } from '../operations/input.js';
import { describeError } from '../request/errors.js';
import { notice } from '../request/notice.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { readBulkSelection } from '../lists/selection.js';

/**
 * Turns an operation on many rows into an action: its form makes a bulk run of the chosen rows, or
 * of all that match the list's filter. Nothing changes before the run's preview is confirmed.
 */

type Reply = ActionResponse & ActionReply<Message> & { subject?: BulkSubject<Message> };

/** Describes the action's form to the browser. */
export function bulkCustom({
  on,
  all,
  ...look
}: BulkDeclaration): ActionCustom<Message> & BulkActionCustom {
  const { tone, fields } = look;
  return {
    ...formTexts(look),
    tone: tone ?? 'normal',
    fields: fields ?? [],
    preview: false,
    bulk: on,
    ...(all === undefined ? {} : { all }),
  };
}

/** Builds the handler of the action for AdminJS. */
export function bulkHandler(resource: ScopedResource, declaration: BulkDeclaration) {
  return async (
    request: ActionRequest,
    _response: unknown,
    call: ActionContext,
  ): Promise<Reply> => {
    const records = (call.records ?? []).map((record) => record.toJSON(call.currentAdmin));
    const same: Reply = declaration.on === 'chosen' ? { records } : {};
    try {
      if (request.method !== 'post') {
        return declaration.on === 'all' ? await readSubject(resource, request, call) : same;
      }
      const { actor, input } = readPosted(resource, declaration, request, call);
      const { run } = await createRun(resource.context, actor, {
        id: input.operationId,
        kind: declaration.kind,
        result: (input.fields['result'] ?? undefined) as WagerResult | undefined,
        reason: input.fields['reason'],
        rows: readRunRows(resource, declaration, request, call),
        list: readBulkSelection(resource, request.query ?? {}).address,
      });
      return {
        ...same,
        redirectUrl: call.h.recordActionUrl({
          resourceId: 'bulk_runs',
          recordId: run.id,
          actionName: 'show',
        }),
      };
    } catch (error) {
      const { said, field } = describeError(resource.context, call, error);
      const isField = declaration.fields?.some(({ name }) => name === field) ?? false;
      return {
        ...same,
        notice: notice(said, 'error'),
        ...(isField && field !== undefined ? { fieldErrors: { [field]: said } } : {}),
      };
    }
  };
}

function readPosted(
  resource: ScopedResource,
  { fields = [] }: BulkDeclaration,
  request: ActionRequest,
  call: ActionContext,
) {
  const input = readInput(fields, request.payload ?? {}, []);
  if (request.payload?.['step'] !== 'commit') {
    throw new DomainError('invalid', message('bulk_runs.preview_elsewhere'));
  }
  return { actor: resource.actor(call), input };
}

/** Reads the rows of the run. Chosen ids pass unchecked: the run names those that do not exist. */
function readRunRows(
  resource: ScopedResource,
  { on }: BulkDeclaration,
  request: ActionRequest,
  call: ActionContext,
): RunRows {
  if (on === 'all') {
    const { filter, chosen } = readBulkSelection(resource, request.query ?? {});
    return { selection: resource.selectIds(filter, call), chosen };
  }
  const ids: unknown = request.query?.['recordIds'];
  return { ids: typeof ids === 'string' ? [...new Set(ids.split(','))] : [] };
}

/** Counts the rows that match now and describes their filter in words. */
async function readSubject(
  resource: ScopedResource,
  request: ActionRequest,
  call: ActionContext,
): Promise<Reply> {
  if (request.query?.['read'] === undefined) return {};
  const { filter, chosen } = readBulkSelection(resource, request.query);
  const count = await resource.count(filter, call, MAX_RUN_ROWS + 1);
  return { subject: { count, chosen, isTooMany: count > MAX_RUN_ROWS, most: MAX_RUN_ROWS } };
}
