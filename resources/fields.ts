import type { ActionField } from '../src/admin/contract/panel.js';
import type { ActionLook } from '../src/admin/declaration/actions.js';

/** Fields that the forms of several actions share. */

export const customerField: ActionField = {
  name: 'customerId',
  label: 'Customer',
  type: 'reference',
  resourceId: 'customers',
  required: true,
};

/** Fills `customerField` with the customer that acts, whose form leaves it out. */
export const ownCustomer: NonNullable<ActionLook['own']> = {
  customer: { customerId: 'actor.customerId' },
};

export const optionalReason: ActionField = { name: 'reason', label: 'Reason', type: 'textarea' };

export const reason: ActionField = { ...optionalReason, required: true };
