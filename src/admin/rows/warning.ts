import type { ActionContext } from 'adminjs';
import { message, type Message } from '../../messages/message.js';
import type { ScopedResource } from './scoped-resource.js';

/** Adds to the notice of a saved row what the resource file warns of. */
export async function withWarning(
  resource: ScopedResource,
  call: ActionContext,
  saved: Message,
  change: { id: string; columns: readonly string[] },
): Promise<Message> {
  const { context, table } = resource;
  const hook = table.declaration?.hooks?.warning;
  const warning = (await hook?.(context, resource.actor(call), change)) ?? null;
  return warning === null ? saved : message('tables.saved_with_warning', { saved, warning });
}
