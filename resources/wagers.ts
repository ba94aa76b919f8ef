import { defineResource } from '../src/admin/declaration/resource.js';
import { moneyOperation } from '../src/admin/operations/money-operation.js';
import type { WagerResult } from '../src/domain/wager.js';
import { message } from '../src/messages/message.js';
import {
  acceptWagers,
  cancelWagers,
  placeWager,
  regradeWagers,
  reopenWagers,
  settleWagers,
  voidWagers,
} from '../src/services/wagers/wagers.js';
import { beyondReason, customerField, optionalReason, ownCustomer, reason } from './fields.js';
import { rowsOfCustomer } from './scopes.js';
import { resultTones, wagerTones } from './tones.js';

const active = { status: ['active'] };
const pending = { status: ['pending'] };
const graded = { status: ['settled', 'voided'] };
const result = (...values: WagerResult[]) => ({
  name: 'result',
  label: message('actions.field_result'),
  type: 'select' as const,
  required: true,
  options: values.map((value) => ({
    value,
    label: message('words.result', { result: `result.${value}` }),
  })),
});
const readResult = (fields: Record<string, string | null>) => ({
  result: (fields['result'] ?? undefined) as WagerResult | undefined,
});

const read = [
  ...['id', 'wager_number', 'customer_id', 'amount', 'description', 'status', 'odds'],
  ...['potential_win', 'created_at', 'updated_at', 'settled_at', 'result', 'event_starts_at'],
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
    ...['potential_win', 'event_starts_at', 'status', 'result', 'created_at', 'settled_at'],
    ...['updated_at', 'id'],
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
      label: message('actions.place'),
      icon: 'PlusCircle',
      verb: message('actions.place_verb'),
      title: message('actions.place_title'),
      description: message('actions.place_description'),
      fields: [
        customerField,
        { name: 'description', label: message('actions.field_bet'), type: 'text', required: true },
        { name: 'amount', label: message('actions.field_stake'), type: 'money', required: true },
        {
          name: 'odds',
          label: message('actions.field_odds'),
          type: 'text',
          required: true,
          hint: message('actions.odds_hint'),
        },
        {
          name: 'eventStartsAt',
          label: message('actions.field_event_starts_at'),
          type: 'datetime',
          hint: message('actions.event_starts_at_hint'),
        },
        beyondReason,
      ],
      own: ownCustomer,
      run: (context, actor, { operationId, fields }) =>
        placeWager(context, actor, {
          operationId,
          customerId: fields['customerId'] ?? '',
          amount: fields['amount'] ?? '',
          odds: fields['odds'] ?? '',
          description: fields['description'] ?? '',
          eventStartsAt: fields['eventStartsAt'] ?? null,
          reason: fields['reason'] ?? null,
        }),
    },
    ...moneyOperation('accept', {
      kind: 'wager.accept',
      change: acceptWagers,
      label: message('actions.accept'),
      icon: 'Check',
      fields: [beyondReason],
      when: pending,
    }),
    ...moneyOperation('settle', {
      kind: 'wager.settle',
      change: settleWagers,
      input: readResult,
      label: message('actions.settle'),
      icon: 'CheckCircle',
      fields: [result('win', 'loss', 'push')],
      when: active,
    }),
    ...moneyOperation('void', {
      kind: 'wager.void',
      change: voidWagers,
      label: message('actions.void'),
      icon: 'Slash',
      description: message('actions.stake_returns'),
      tone: 'danger',
      fields: [optionalReason],
      when: active,
    }),
    ...moneyOperation('cancel', {
      kind: 'wager.cancel',
      change: cancelWagers,
      label: message('actions.cancel'),
      icon: 'X',
      verb: message('actions.cancel_wager'),
      description: message('actions.cancel_wager_description'),
      tone: 'danger',
      fields: [optionalReason],
      when: pending,
    }),
    ...moneyOperation('regrade', {
      kind: 'wager.regrade',
      change: regradeWagers,
      input: readResult,
      label: message('actions.regrade'),
      icon: 'RefreshCw',
      description: message('actions.regrade_description'),
      fields: [result('win', 'loss', 'push', 'void'), reason],
      when: graded,
    }),
    ...moneyOperation('reopen', {
      kind: 'wager.reopen',
      change: reopenWagers,
      label: message('actions.reopen'),
      icon: 'RotateCcw',
      description: message('actions.reopen_description'),
      tone: 'danger',
      fields: [reason],
      when: graded,
    }),
  },
});
