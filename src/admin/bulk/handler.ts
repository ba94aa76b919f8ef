import type { ActionContext, ActionRequest } from 'adminjs';
import type { WagerResult } from '../../domain/wager.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { createRun, type RunRows } from '../../services/bulk-runs/bulk-runs.js';
import type { BulkActionCustom } from '../contract/bulk.js';
import type { ActionCustom } from '../contract/panel.js';
import { formTexts, type BulkDeclaration } from '../declaration/actions.js';
import { readInput } from '../operations/input.js';
import { describeError } from '../request/errors.js';
import { notice } from '../request/notice.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { chosenIds, manyRowsHandler } from '../lists/many-rows.js';
import { readBulkSelection } from '../lists/selection.js';

/**
 * Turns an operation on many rows into an action: its form makes a bulk run of the chosen rows, or
 * of all that match the list's filter. Nothing changes before the run's preview is confirmed.
 */

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
  const { on, kind, fields } = declaration;
  return manyRowsHandler(resource, {
    on,
    makeRun: async (request, call) => {
      const { actor, input } = readPosted(resource, declaration, request, call);
      const { run } = await createRun(resource.context, actor, {
        id: input.operationId,
        kind,
        result: (input.fields['result'] ?? undefined) as WagerResult | undefined,
        reason: input.fields['reason'],
        rows: readRunRows(resource, declaration, request, call),
        list: readBulkSelection(resource, request.query ?? {}).address,
      });
      return run.id;
    },
    describeFailure: (call, error) => {
      const { said, field } = describeError(resource.context, call, error);
      const isField = fields?.some(({ name }) => name === field) ?? false;
      return {
        notice: notice(said, 'error'),
        ...(isField && field !== undefined ? { fieldErrors: { [field]: said } } : {}),
      };
    },
  });
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

/** Reads the rows of the run. */
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
  return { ids: chosenIds(request) };
}
