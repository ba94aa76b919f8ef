import type { ActionContext } from 'adminjs';
import { GuardError } from '../../db/errors.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { runOperation, type OperationPlan } from '../../services/operations/run.js';
import type { OperationDeclaration, OperationInput } from '../declaration/actions.js';
import type { PanelResource } from '../records/panel-resource.js';
import { planDeletion, type DeletionPlan } from './plan.js';
import { previewDeletion, requireNoneBlocking } from './preview.js';
import { deletionWrites, versionOf } from './writes.js';

/** The actions `delete` and `deleteChosen`: a preview of all effects, then one guarded batch. */

/** Look of the action, the same for every table. */
const look = {
  label: message('actions.delete'),
  icon: 'Trash2',
  title: message('actions.delete_title'),
  description: message('actions.delete_description'),
  tone: 'danger',
  // The rows are gone afterwards; the service takes rows of the actor only.
  isScoped: true,
} as const;

/**
 * Declares the delete of a table's rows.
 * @param call of the request; without one, the declaration describes the action only
 */
export function deleteOperation(
  resource: PanelResource,
  on: 'record' | 'bulk',
  call?: ActionContext,
): OperationDeclaration {
  return {
    ...look,
    on,
    preview: async (_context, actor, { ids }) => {
      const plan = await planDeletion(resource, actor, ids);
      return previewDeletion(resource, callOrThrow(call), plan);
    },
    run: (_context, actor, input) => deleteRows(resource, actor, input),
  };
}

function callOrThrow(call: ActionContext | undefined): ActionContext {
  if (call === undefined) throw new Error('a description of an action was run');
  return call;
}

async function deleteRows(
  resource: PanelResource,
  actor: Actor,
  { operationId, ids, token }: OperationInput,
) {
  const { context, table } = resource;
  // A repeated request finds its rows gone: the stored outcome answers it.
  const planned = await planDeletion(resource, actor, ids).catch((error: unknown) => {
    if (error instanceof DomainError) return error;
    throw error;
  });
  try {
    const { done, refused } = await runOperation(context, actor, {
      id: operationId,
      kind: 'rows.delete',
      request: { table: table.info.name, ids: [...ids].sort(), token },
      read: [],
      plan: once(() => decide(resource, actor, operationId, planned, token)),
    });
    return { done, refused, opens: { table: table.id } };
  } catch (error) {
    if (error instanceof GuardError) throw ignored(error);
    throw error;
  }
}

function decide(
  { context, table }: PanelResource,
  actor: Actor,
  operationId: string,
  plan: DeletionPlan | DomainError,
  token: string | null,
): OperationPlan {
  if (plan instanceof DomainError) throw plan;
  if (token === null) throw new DomainError('invalid', message('deletion.no_preview'));
  requireNoneBlocking(plan);
  if (versionOf(plan) !== token) {
    throw new DomainError('conflict', message('deletion.changed'), {
      hint: message('operations.open_again'),
    });
  }
  const { chosen, cascaded, changed } = plan;
  const title = message('title', { title: table.label });
  const text = message('deletion.done', {
    deleted: chosen.length,
    more: cascaded.length,
    changed: changed.length,
  });
  const brief = message('deletion.done_alone', { deleted: chosen.length });
  const isAlone = cascaded.length + changed.length === 0;
  return {
    outcome: { done: [{ id: table.id, label: title, text: isAlone ? brief : text }], refused: [] },
    writes: deletionWrites(context, actor, operationId, table, plan),
    needs: { rows: chosen.length + cascaded.length + changed.length },
  };
}

/** Decides twice at most: what was read does not get newer by another attempt. */
function once(decideNow: () => OperationPlan): () => OperationPlan {
  let attempts = 0;
  return () => {
    attempts += 1;
    if (attempts > 2) throw ignored();
    return decideNow();
  };
}

function ignored(cause?: unknown): DomainError {
  return new DomainError('conflict', message('deletion.ignored'), {
    hint: message('operations.open_again'),
    cause,
  });
}
