import type { ActionContext } from 'adminjs';
import type { Query } from '../../db/batch.js';
import { verbOfHint, type Refusal } from '../../domain/decision.js';
import { message, type Message } from '../../messages/message.js';
import type { OperationKind } from '../../services/previews/preview.js';
import { refusalsOf, type ReadRows } from '../../services/previews/refusals.js';
import type { RefusedAction, ShownRecord } from '../contract/panel.js';
import { readTogether } from '../query/read-together.js';
import type { Handler } from '../rows/handlers.js';
import type { ScopedResource } from '../rows/scoped-resource.js';

/** Says on a record's page why actions of the role do not apply to it, instead of hiding them. */

/**
 * Adds the actions that the record's state refuses to the answer of its page, each with its reason.
 * A table without such actions keeps its handler.
 */
export function sayRefusals(resource: ScopedResource, show: Handler): Handler {
  if (decidedActions(resource).length === 0) return show;
  return async (request, response, call) => {
    const { record } = call;
    if (!record) throw new Error('AdminJS called a record action without a record');
    const [reply, refusedActions] = await Promise.all([
      show(request, response, call),
      refusedActionsOf(resource, call, record.id()),
    ]);
    const isRefused = (name: string) => refusedActions.some((refused) => refused.name === name);
    const shown = reply['record'] as NonNullable<ReturnType<typeof record.toJSON>>;
    const recordActions = shown.recordActions.filter(({ name }) => !isRefused(name));
    const refusals: ShownRecord<Message> = refusedActions.length === 0 ? {} : { refusedActions };
    return { ...reply, record: { ...shown, recordActions, ...refusals } };
  };
}

/** Lists the actions of the role that the state of a row in its scope refuses now. */
async function refusedActionsOf(
  resource: ScopedResource,
  call: ActionContext,
  id: string,
): Promise<RefusedAction<Message>[]> {
  const { context } = resource;
  const decided = decidedActions(resource);
  const kinds = decided.map(({ kind }) => kind);
  // The row is read in one batch with the titles of its references: on D1 each batch is a trip.
  const read: ReadRows = async <Columns>(query: Query<Columns>) =>
    (await readTogether(context.database, call, query)) as Columns[];
  const refusals = await refusalsOf(context, resource.actor(call), kinds, id, read);
  return decided.flatMap(({ name, kind }) => {
    const refusal = refusals.get(kind) ?? null;
    return refusal === null ? [] : [{ name, reason: briefReason(refusal, resource) }];
  });
}

/** Writes a refusal without the row's name, and with its way out where the role has it. */
export function briefReason({ kind, hint }: Refusal, { access }: ScopedResource): Message {
  if (hint === undefined) return kind;
  const verb = verbOfHint(hint);
  if (verb !== null && !access.actions.has(verb)) return kind;
  return message('withHint', { message: kind, hint });
}

/** Lists the actions on a record whose rows an operation on money decides. */
function decidedActions({
  table,
  access,
}: ScopedResource): { name: string; kind: OperationKind }[] {
  return Object.entries(table.declaration?.actions ?? {}).flatMap(([name, action]) =>
    access.actions.has(name) && !('kind' in action) && action.decidedBy !== undefined
      ? [{ name, kind: action.decidedBy }]
      : [],
  );
}
