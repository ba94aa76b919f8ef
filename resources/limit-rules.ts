import { defineResource } from '../src/admin/declaration/resource.js';
import { message } from '../src/messages/message.js';
import { customersOfAgent } from './scopes.js';
import { accountTones } from './tones.js';

const limits = [
  ...['least_stake', 'greatest_stake', 'greatest_win', 'greatest_odds', 'greatest_open_stakes'],
];
const limit = { kind: 'money', summed: false, stepUp: 'change' } as const;
const written = ['name', 'scope', 'agent_id', 'customer_id', 'placed_by', ...limits, 'status'];

export const limitRules = defineResource({
  table: 'limit_rules',
  title: 'name',
  singular: 'Limit rule',
  navigation: { group: 'Book', icon: 'Shield' },
  list: [
    ...['name', 'scope', 'agent_id', 'customer_id', 'placed_by'],
    ...['greatest_stake', 'greatest_win', 'greatest_odds', 'status'],
  ],
  show: [...written, 'created_at', 'updated_at', 'id'],
  sort: { column: 'created_at', direction: 'desc' },
  columns: {
    name: { hint: message('actions.rule_name_hint') },
    scope: { stepUp: 'change', hint: message('actions.rule_scope_hint') },
    agent_id: { stepUp: 'change', hint: message('actions.rule_agent_hint') },
    customer_id: { stepUp: 'change', hint: message('actions.rule_customer_hint') },
    placed_by: { stepUp: 'change', hint: message('actions.rule_placed_by_hint') },
    least_stake: limit,
    greatest_stake: { ...limit, hint: message('actions.rule_zero_hint') },
    greatest_win: limit,
    greatest_odds: { odds: 'price', stepUp: 'change', hint: message('actions.rule_odds_hint') },
    greatest_open_stakes: { ...limit, hint: message('actions.rule_open_stakes_hint') },
    status: { stepUp: 'change', tones: accountTones },
  },
  access: {
    admin: {
      rows: 'all',
      read: 'all',
      search: ['name'],
      write: { create: written, edit: written },
      actions: ['list', 'show', 'export', 'import'],
    },
    agent: {
      rows: {
        any: [
          { column: 'agent_id', equals: 'actor.agentId' },
          { column: 'customer_id', in: customersOfAgent },
        ],
      },
      read: 'all',
      search: ['name'],
      actions: ['list', 'show', 'export'],
    },
  },
});
