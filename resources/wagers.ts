import { defineResource } from '../src/admin/declaration/resource.js';
import { moneyOperation } from '../src/admin/operations/money-operation.js';
import type { WagerResult } from '../src/domain/wager.js';
import {
  acceptWagers,
  cancelWagers,
  placeWager,
  regradeWagers,
  reopenWagers,
  settleWagers,
  voidWagers,
} from '../src/services/wagers/wagers.js';
import { customerField, optionalReason, ownCustomer, reason } from './fields.js';
import { rowsOfCustomer } from './scopes.js';
import { resultTones, wagerTones } from './tones.js';

const active = { status: ['active'] };
const pending = { status: ['pending'] };
const graded = { status: ['settled', 'voided'] };
const result = (...values: string[]) => ({
  name: 'result',
  label: 'Result',
  type: 'select' as const,
  required: true,
  options: values.map((value) => ({ value, label: value })),
});
const readResult = (fields: Record<string, string | null>) => ({
  result: (fields['result'] ?? undefined) as WagerResult | undefined,
});

const read = [
  ...['id', 'wager_number', 'customer_id', 'amount', 'description', 'status', 'odds'],
  ...['potential_win', 'created_at', 'updated_at', 'settled_at', 'result'],
];
const search = ['wager_number', 'description'];

const list = [
  ...['wager_number', 'customer_id', 'amount', 'odds', 'potential_win', 'status', 'result'],
  'created_at',
];

export const wagers = defineResource({
  table: 'wagers',
  title: 'wager_number',
  navigation: { group: 'Book', icon: 'FileText' },
  list,
  show: [
    ...['wager_number', 'customer_id', 'agent_id', 'description', 'amount', 'odds'],
    ...['potential_win', 'status', 'result', 'created_at', 'settled_at', 'updated_at', 'id'],
  ],
  sort: { column: 'created_at', direction: 'desc' },
  columns: {
    amount: { kind: 'money', label: 'Stake' },
    odds: { odds: true },
    potential_win: { kind: 'money', label: 'To win' },
    status: { tones: wagerTones },
    result: { tones: resultTones },
  },
  access: {
    admin: {
      rows: 'all',
      read: 'all',
      search,
      actions: [
        ...[
          'list',
          'show',
          'export',
          'place',
          'accept',
          'settle',
          'void',
          'cancel',
          'regrade',
          'reopen',
        ],
        ...['acceptMany', 'settleMany', 'voidMany', 'cancelMany', 'regradeMany', 'reopenMany'],
        ...['acceptAll', 'settleAll', 'voidAll', 'cancelAll', 'regradeAll', 'reopenAll'],
      ],
    },
    agent: {
      rows: { column: 'agent_id', equals: 'actor.agentId' },
      read,
      search,
      actions: ['list', 'show', 'export', 'place', 'accept', 'cancel'],
    },
    customer: {
      rows: rowsOfCustomer,
      read,
      search,
      actions: ['list', 'show', 'export', 'place'],
    },
  },
  actions: {
    place: {
      on: 'resource',
      label: 'Place wager',
      icon: 'PlusCircle',
      verb: 'Place',
      title: 'Place a wager',
      description: 'The stake is taken from the balance at once.',
      fields: [
        customerField,
        { name: 'description', label: 'Bet', type: 'text', required: true },
        { name: 'amount', label: 'Stake', type: 'money', required: true },
        { name: 'odds', label: 'Odds', type: 'text', required: true, hint: 'such as -110 or +150' },
      ],
      own: ownCustomer,
      run: (context, actor, { operationId, fields }) =>
        placeWager(context, actor, {
          operationId,
          customerId: fields['customerId'] ?? '',
          amount: fields['amount'] ?? '',
          odds: fields['odds'] ?? '',
          description: fields['description'] ?? '',
        }),
    },
    ...moneyOperation('accept', {
      kind: 'wager.accept',
      change: acceptWagers,
      label: 'Accept',
      icon: 'Check',
      verb: 'Accept',
      title: 'Accept',
      when: pending,
    }),
    ...moneyOperation('settle', {
      kind: 'wager.settle',
      change: settleWagers,
      input: readResult,
      label: 'Settle',
      icon: 'CheckCircle',
      verb: 'Settle',
      title: 'Settle',
      fields: [result('win', 'loss', 'push')],
      when: active,
    }),
    ...moneyOperation('void', {
      kind: 'wager.void',
      change: voidWagers,
      label: 'Void',
      icon: 'Slash',
      verb: 'Void',
      title: 'Void',
      description: 'The stake goes back to the customer.',
      tone: 'danger',
      fields: [optionalReason],
      when: active,
    }),
    ...moneyOperation('cancel', {
      kind: 'wager.cancel',
      change: cancelWagers,
      label: 'Cancel',
      icon: 'X',
      verb: 'Cancel the wager',
      title: 'Cancel',
      description: 'The stake goes back to the customer. This is final.',
      tone: 'danger',
      fields: [optionalReason],
      when: pending,
    }),
    ...moneyOperation('regrade', {
      kind: 'wager.regrade',
      change: regradeWagers,
      input: readResult,
      label: 'Regrade',
      icon: 'RefreshCw',
      verb: 'Regrade',
      title: 'Regrade',
      description: 'The difference between the old and the new payout moves.',
      fields: [result('win', 'loss', 'push', 'void'), reason],
      when: graded,
    }),
    ...moneyOperation('reopen', {
      kind: 'wager.reopen',
      change: reopenWagers,
      label: 'Reopen',
      icon: 'RotateCcw',
      verb: 'Reopen',
      title: 'Reopen',
      description: 'The payout is taken back; the wager is open again.',
      tone: 'danger',
      fields: [reason],
      when: graded,
    }),
  },
});
