import type { ActionContext, BaseRecord } from 'adminjs';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import type { ActionField } from '../contract/panel.js';
import type { OperationInput, ActionLook } from '../declaration/actions.js';
import { actorValue } from '../query/scope.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { plainText } from '../codecs/values.js';

/** Parses the form of an operation strictly. */

/**
 * Returns the values of the fields that the role's form leaves out.
 * @throws DomainError `forbidden` where the actor lacks one
 */
export function ownFields({ own }: ActionLook, actor: Actor): Record<string, string> {
  return Object.fromEntries(
    Object.entries(own?.[actor.role] ?? {}).map(([name, source]) => {
      const value = actorValue(source, actor);
      if (value === null) throw new DomainError('forbidden', message('requests.not_open'));
      return [name, value];
    }),
  );
}

/**
 * Parses a posted form.
 * @throws DomainError `invalid` for a payload that is not of our form
 */
export function readInput(
  fields: readonly ActionField<Message>[],
  payload: Record<string, unknown>,
  records: readonly BaseRecord[],
): OperationInput {
  const { step, operationId } = payload;
  if (step !== 'preview' && step !== 'commit') {
    throw new DomainError('invalid', message('operations.use_form'), { field: 'step' });
  }
  if (typeof operationId !== 'string' || !/^[\w-]{8,100}$/.test(operationId)) {
    throw new DomainError('invalid', message('operations.no_form_id'), {
      field: 'operationId',
      hint: message('operations.open_again'),
    });
  }
  const typed = fields.map((field): [string, string | null] => [
    field.name,
    readField(field, payload[field.name], step),
  ]);
  const { token } = payload;
  return {
    operationId,
    ids: records.map((record) => record.id()),
    fields: Object.fromEntries(typed),
    token: typeof token === 'string' ? token : null,
  };
}

function readField(
  field: ActionField<Message>,
  input: unknown,
  step: 'preview' | 'commit',
): string | null {
  const { name, label, required, options } = field;
  const refuse = (problem: Message) => new DomainError('invalid', problem, { field: name });
  if (typeof input === 'object' && input !== null) {
    throw refuse(message('inputs.field_takes_one', { field: label }));
  }
  const text = plainText(input);
  if (text === '') {
    if (required && step === 'commit') {
      throw refuse(message('inputs.field_required', { field: label }));
    }
    return null;
  }
  if (options && !options.some(({ value }) => value === text)) {
    throw refuse(message('inputs.field_not_offered', { field: label }));
  }
  return text;
}

/**
 * Refuses a reference to a row that the actor may not see.
 * @throws DomainError `invalid` on the field
 */
export async function refuseForeignReferences(
  resource: ScopedResource,
  fields: readonly ActionField<Message>[],
  input: OperationInput,
  call: ActionContext,
): Promise<void> {
  for (const { name, type, resourceId, label } of fields) {
    const id = input.fields[name];
    if (type !== 'reference' || resourceId === undefined || typeof id !== 'string') continue;
    const found = await resource.resourceOf(resourceId)?.findOne(id, call);
    if (!found) {
      throw new DomainError('invalid', message('inputs.field_no_row', { field: label }), {
        field: name,
      });
    }
  }
}
