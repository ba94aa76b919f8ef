import { defineResource } from '../src/admin/declaration/resource.js';
import { customersOfAgent } from './scopes.js';

const read = ['id', 'user_id', 'type', 'action', 'amount', 'metadata', 'created_at'];

export const activities = defineResource({
  table: 'activities',
  title: ['type', 'action'],
  navigation: { group: 'History', icon: 'Activity' },
  list: ['created_at', 'user_id', 'type', 'action', 'amount'],
  sort: { column: 'created_at', direction: 'desc' },
  columns: { amount: { kind: 'money', signed: true } },
  access: {
    admin: { rows: 'all', read: 'all', search: ['action'], actions: ['list', 'show', 'export'] },
    agent: {
      // Activities of its own login and of its customers' logins.
      rows: {
        any: [
          { column: 'user_id', equals: 'actor.userId' },
          {
            column: 'user_id',
            in: {
              table: 'users',
              column: 'id',
              where: { column: 'customer_id', in: customersOfAgent },
            },
          },
        ],
      },
      read,
      actions: ['list', 'show', 'export'],
    },
    customer: {
      rows: { column: 'user_id', equals: 'actor.userId' },
      read,
      actions: ['list', 'show', 'export'],
    },
  },
});
