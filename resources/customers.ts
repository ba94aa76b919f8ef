import { defineResource } from '../src/admin/declaration/resource.js';
import { readStatementView } from '../src/admin/figures/statement.js';
import { adjustBalance } from '../src/services/transactions/transactions.js';
import { reason } from './fields.js';
import { accountTones } from './tones.js';

const own = ['id', 'name', 'email', 'phone', 'status', 'betting_limit', 'balance', 'created_at'];

export const customers = defineResource({
  table: 'customers',
  title: 'name',
  navigation: { group: 'People', icon: 'Users' },
  list: ['name', 'agent_id', 'email', 'status', 'balance', 'betting_limit', 'last_activity'],
  show: [
    ...['name', 'agent_id', 'email', 'phone', 'status', 'balance', 'betting_limit'],
    ...['last_activity', 'created_at', 'updated_at', 'id'],
  ],
  sort: { column: 'created_at', direction: 'desc' },
  columns: {
    status: { tones: accountTones },
    balance: { kind: 'money', signed: true },
    betting_limit: { kind: 'money', hint: 'the most that the customer may owe' },
    email: { sensitive: true },
    phone: { sensitive: true },
  },
  access: {
    admin: {
      rows: 'all',
      read: 'all',
      search: ['name', 'email'],
      write: {
        create: ['name', 'agent_id', 'email', 'phone', 'status', 'betting_limit'],
        edit: ['name', 'agent_id', 'email', 'phone', 'status', 'betting_limit'],
      },
      actions: ['list', 'show', 'export', 'import', 'adjust', 'statement'],
    },
    agent: {
      rows: { column: 'agent_id', equals: 'actor.agentId' },
      read: [...own, 'updated_at', 'last_activity'],
      search: ['name', 'email'],
      write: {
        create: ['name', 'email', 'phone'],
        edit: ['name', 'email', 'phone'],
        fixed: { agent_id: 'actor.agentId' },
      },
      actions: ['list', 'show', 'export', 'import', 'statement'],
    },
    customer: {
      rows: { column: 'id', equals: 'actor.customerId' },
      read: own,
      search: ['name'],
      actions: ['show', 'statement'],
    },
  },
  neverImported: {
    balance:
      'balances are not imported: they follow from transactions; leave the column out, import, and record each balance as an adjustment of its customer (Adjust balance)',
  },
  views: {
    statement: {
      label: 'Statement',
      icon: 'List',
      component: 'Statement',
      read: readStatementView,
    },
  },
  actions: {
    adjust: {
      on: 'record',
      label: 'Adjust balance',
      icon: 'Edit3',
      verb: 'Adjust',
      title: 'Adjust balance',
      description:
        'Writes a completed deposit or withdrawal; the balance itself is never edited by hand.',
      fields: [
        {
          name: 'amount',
          label: 'Amount',
          type: 'money',
          required: true,
          hint: 'negative takes from the balance',
        },
        reason,
        { name: 'allowNegative', label: 'The balance may go below zero', type: 'checkbox' },
      ],
      run: (context, actor, { operationId, ids: [customerId = ''], fields }) =>
        adjustBalance(context, actor, {
          operationId,
          customerId,
          amount: fields['amount'] ?? '',
          reason: fields['reason'] ?? '',
          allowNegative: fields['allowNegative'] === 'true',
        }),
    },
  },
});
