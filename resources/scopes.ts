import type { RowCondition } from '../src/admin/declaration/resource.js';

/** Scopes that several tables share: rows of one customer, rows of an agent's customers. */

export const rowsOfCustomer: RowCondition = {
  column: 'customer_id',
  equals: 'actor.customerId',
};

/** Ids of an agent's customers, for the `in` of a condition. */
export const customersOfAgent: Extract<RowCondition, { in: unknown }>['in'] = {
  table: 'customers',
  column: 'id',
  where: { column: 'agent_id', equals: 'actor.agentId' },
};
