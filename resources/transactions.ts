import { defineResource } from '../src/admin/declaration/resource.js';
import { moneyOperation } from '../src/admin/operations/money-operation.js';
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
      actions: ['list', 'show', 'export', 'createNew'],
    },
  },
  actions: {
    createNew: {
      on: 'resource',
      label: 'New deposit or withdrawal',
      icon: 'PlusCircle',
      verb: 'Create',
      title: 'New deposit or withdrawal',
      description: 'It stays pending until it is processed; no money moves before.',
      fields: [
        customerField,
        {
          name: 'type',
          label: 'Type',
          type: 'select',
          required: true,
          options: [
            { value: 'deposit', label: 'Deposit' },
            { value: 'withdrawal', label: 'Withdrawal' },
          ],
        },
        { name: 'amount', label: 'Amount', type: 'money', required: true },
        { name: 'description', label: 'Description', type: 'text' },
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
      label: 'Process',
      icon: 'CheckCircle',
      verb: 'Process',
      title: 'Process',
      when: pending,
    }),
    ...moneyOperation('fail', {
      kind: 'transaction.fail',
      change: failTransactions,
      label: 'Fail',
      icon: 'XCircle',
      verb: 'Mark as failed',
      title: 'Mark as failed',
      tone: 'danger',
      fields: [reason],
      when: pending,
    }),
    ...moneyOperation('cancel', {
      kind: 'transaction.cancel',
      change: cancelTransactions,
      label: 'Cancel',
      icon: 'X',
      verb: 'Cancel the transaction',
      title: 'Cancel',
      tone: 'danger',
      fields: [optionalReason],
      when: pending,
    }),
    ...moneyOperation('reverse', {
      kind: 'transaction.reverse',
      change: reverseTransactions,
      label: 'Reverse',
      icon: 'RotateCcw',
      verb: 'Reverse',
      title: 'Reverse',
      description: 'Writes the opposite transaction; this one stays as it is.',
      tone: 'danger',
      fields: [reason],
      when: { status: ['completed'], type: ['deposit', 'withdrawal'] },
    }),
  },
});
