import { defineResource } from '../src/admin/declaration/resource.js';
import { moneyOperation } from '../src/admin/operations/money-operation.js';
import { message } from '../src/messages/message.js';
import {
  cancelTransactions,
  createTransaction,
  failTransactions,
  processTransactions,
  reverseTransactions,
} from '../src/services/transactions/transactions.js';
import { customerField, optionalReason, ownCustomer, reason } from './fields.js';
import { customersOfAgent, rowsOfCustomer } from './scopes.js';
import { transactionTones } from './tones.js';

const pending = { status: ['pending'] };
const read = [
  ...['id', 'type', 'customer_id', 'amount', 'status', 'reference', 'description'],
  ...['created_at', 'updated_at', 'processed_at'],
];
const search = ['reference', 'description'];

export const transactions = defineResource({
  table: 'transactions',
  title: ['type', 'reference'],
  navigation: { group: 'Book', icon: 'DollarSign' },
  list: ['type', 'customer_id', 'amount', 'status', 'reference', 'description', 'created_at'],
  show: [
    ...['type', 'customer_id', 'amount', 'status', 'reference', 'description'],
    ...['created_at', 'processed_at', 'updated_at', 'id'],
  ],
  sort: { column: 'created_at', direction: 'desc' },
  columns: {
    amount: { kind: 'money', signed: true },
    status: { tones: transactionTones },
  },
  access: {
    admin: {
      rows: 'all',
      read: 'all',
      search,
      actions: [
        ...['list', 'show', 'export', 'createNew', 'process', 'fail', 'cancel', 'reverse'],
        ...['processMany', 'failMany', 'cancelMany', 'processAll', 'failAll', 'cancelAll'],
      ],
    },
    agent: {
      rows: { column: 'customer_id', in: customersOfAgent },
      read,
      search,
      actions: ['list', 'show', 'export', 'createNew'],
    },
    customer: {
      rows: rowsOfCustomer,
      read,
      search,
      actions: ['list', 'show', 'export', 'createNew', 'cancel'],
    },
  },
  actions: {
    createNew: {
      on: 'resource',
      label: message('actions.create_transaction'),
      icon: 'PlusCircle',
      verb: message('actions.create'),
      description: message('actions.create_transaction_description'),
      fields: [
        customerField,
        {
          name: 'type',
          label: message('actions.field_type'),
          type: 'select',
          required: true,
          options: [
            { value: 'deposit', label: message('actions.deposit') },
            { value: 'withdrawal', label: message('actions.withdrawal') },
          ],
        },
        { name: 'amount', label: message('actions.field_amount'), type: 'money', required: true },
        { name: 'description', label: message('actions.field_description'), type: 'text' },
      ],
      own: ownCustomer,
      run: (context, actor, { operationId, fields }) =>
        createTransaction(context, actor, {
          operationId,
          customerId: fields['customerId'] ?? '',
          type: fields['type'] === 'withdrawal' ? 'withdrawal' : 'deposit',
          amount: fields['amount'] ?? '',
          description: fields['description'] ?? null,
        }),
    },
    ...moneyOperation('process', {
      kind: 'transaction.process',
      change: processTransactions,
      label: message('actions.process'),
      icon: 'CheckCircle',
      when: pending,
    }),
    ...moneyOperation('fail', {
      kind: 'transaction.fail',
      change: failTransactions,
      label: message('actions.fail'),
      icon: 'XCircle',
      verb: message('actions.fail_verb'),
      title: message('actions.fail_verb'),
      tone: 'danger',
      fields: [reason],
      when: pending,
    }),
    ...moneyOperation('cancel', {
      kind: 'transaction.cancel',
      change: cancelTransactions,
      label: message('actions.cancel'),
      icon: 'X',
      verb: message('actions.cancel_transaction'),
      description: message('actions.cancel_transaction_description'),
      tone: 'danger',
      fields: [optionalReason],
      when: pending,
    }),
    ...moneyOperation('reverse', {
      kind: 'transaction.reverse',
      change: reverseTransactions,
      label: message('actions.reverse'),
      icon: 'RotateCcw',
      description: message('actions.reverse_description'),
      tone: 'danger',
      fields: [reason],
      when: { status: ['completed'], type: ['deposit', 'withdrawal'] },
    }),
  },
});
