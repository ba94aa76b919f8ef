import { defineResource } from '../src/admin/declaration/resource.js';
import { readStatementView } from '../src/admin/figures/statement.js';
import { message } from '../src/messages/message.js';
import { creditOf, readCreditWarning } from '../src/services/credit.js';
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
    agent_id: { stepUp: 'change' },
    status: { tones: accountTones },
    balance: { kind: 'money', signed: true, readOnly: message('actions.balance_read_only') },
    betting_limit: { kind: 'money', stepUp: 'raise', hint: message('actions.betting_limit_hint') },
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
        // Neither the limit, which is money, nor the agent, whose customers' past weeks change hands.
        bulkEdit: ['status'],
      },
      actions: ['list', 'show', 'export', 'import', 'adjust', 'statement'],
    },
    agent: {
      rows: { column: 'agent_id', equals: 'actor.agentId' },
      read: [...own, 'updated_at', 'last_activity'],
      search: ['name', 'email'],
      write: {
        create: ['name', 'email', 'phone', 'betting_limit'],
        edit: ['name', 'email', 'phone', 'betting_limit'],
        fixed: { agent_id: 'actor.agentId' },
        // An agent gives credit on purpose: the column's default is an administrator's.
        initial: { betting_limit: 0 },
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
  hooks: {
    allowance: creditOf,
    warning: (context, { role }, { id, columns }) =>
      role === 'admin' && (columns.includes('betting_limit') || columns.includes('agent_id'))
        ? readCreditWarning(context, { customerId: id })
        : Promise.resolve(null),
  },
  neverImported: {
    balance: message('actions.balance_never_imported'),
  },
  views: {
    statement: {
      label: message('actions.statement'),
      icon: 'List',
      component: 'Statement',
      read: readStatementView,
    },
  },
  actions: {
    adjust: {
      on: 'record',
      label: message('actions.adjust'),
      icon: 'Edit3',
      verb: message('actions.adjust_verb'),
      description: message('actions.adjust_description'),
      fields: [
        {
          name: 'amount',
          label: message('actions.field_amount'),
          type: 'money',
          required: true,
          hint: message('actions.amount_hint'),
        },
        reason,
        { name: 'allowNegative', label: message('actions.field_may_overdraw'), type: 'checkbox' },
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
