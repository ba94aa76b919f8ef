import type { ActionField } from '../src/admin/contract/panel.js';
import type { ActionLook } from '../src/admin/declaration/actions.js';
import { message, type Message } from '../src/messages/message.js';

/** Fields that the forms of several actions share. */

export const customerField: ActionField<Message> = {
  name: 'customerId',
  label: message('actions.field_customer'),
  type: 'reference',
  resourceId: 'customers',
  required: true,
};

/** Fills `customerField` with the customer that acts, whose form leaves it out. */
export const ownCustomer: NonNullable<ActionLook['own']> = {
  customer: { customerId: 'actor.customerId' },
};

export const optionalReason: ActionField<Message> = {
  name: 'reason',
  label: message('actions.field_reason'),
  type: 'textarea',
};

/** Reason of an administrator who places or accepts beyond a limit or after the event began. */
export const beyondReason: ActionField<Message> = {
  ...optionalReason,
  roles: ['admin'],
  hint: message('actions.beyond_reason_hint'),
};

export const reason: ActionField<Message> = { ...optionalReason, required: true };
