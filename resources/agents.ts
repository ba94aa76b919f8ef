import { message } from '../src/messages/message.js';
import { sql } from 'drizzle-orm';
import { defineResource, type WriteHooks } from '../src/admin/declaration/resource.js';
import type { Context } from '../src/context.js';
import { toTimestamp } from '../src/db/ids.js';
import { dateOf } from '../src/domain/period.js';
import { readCreditWarning } from '../src/services/credit.js';
import { accountTones } from './tones.js';

/** Writes a commission rate, which holds from that day on in the book's time zone. */
const writeRate: NonNullable<WriteHooks['onEdit']> = (context, _actor, { id, after }) =>
  'commission_rate' in after ? [rateWrite(context, id, after['commission_rate'])] : [];

function rateWrite(context: Context, agentId: string, rate: unknown) {
  const { bookTimezone: timezone, weekStart } = context.config;
  const now = context.clock.now();
  return sql`INSERT INTO commission_rates (id, agent_id, rate, effective_from, created_at)
    VALUES (${context.newId()}, ${agentId}, ${rate}, ${dateOf({ timezone, weekStart }, now)},
      ${toTimestamp(now)})
    ON CONFLICT (agent_id, effective_from) DO UPDATE SET rate = excluded.rate`;
}

export const agents = defineResource({
  table: 'agents',
  title: 'name',
  navigation: { group: 'People', icon: 'Briefcase' },
  list: [
    'name',
    'code',
    'status',
    'commission_rate',
    'customer_count',
    'credit_limit',
    'credit_used',
    'total_volume',
    'created_at',
  ],
  show: [
    ...['name', 'code', 'status', 'commission_rate', 'customer_count', 'total_volume'],
    ...['credit_limit', 'credit_used', 'credit_free', 'created_at', 'updated_at', 'id'],
  ],
  sort: { column: 'created_at', direction: 'desc' },
  columns: {
    status: { tones: accountTones },
    commission_rate: {
      kind: 'percent',
      min: 0,
      max: 1,
      stepUp: 'change',
      hint: message('actions.commission_hint'),
    },
    customer_count: { readOnly: message('actions.customer_count_read_only') },
    total_volume: { kind: 'money', readOnly: message('actions.volume_read_only') },
    credit_limit: { kind: 'money', stepUp: 'raise', hint: message('actions.credit_limit_hint') },
    credit_used: { kind: 'money', readOnly: message('actions.credit_used_read_only') },
    credit_free: {
      kind: 'money',
      signed: true,
      readOnly: message('actions.credit_used_read_only'),
    },
  },
  access: {
    admin: {
      rows: 'all',
      read: 'all',
      search: ['name', 'code'],
      write: {
        create: ['name', 'code', 'status', 'commission_rate', 'credit_limit'],
        edit: ['name', 'code', 'status', 'commission_rate', 'credit_limit'],
        bulkEdit: ['status'],
      },
      actions: ['list', 'show', 'export'],
    },
    agent: {
      rows: { column: 'id', equals: 'actor.agentId' },
      read: 'all',
      actions: ['show'],
    },
  },
  hooks: {
    onCreate: writeRate,
    onEdit: writeRate,
    warning: (context, _actor, { id, columns }) =>
      columns.includes('credit_limit')
        ? readCreditWarning(context, { agentId: id })
        : Promise.resolve(null),
  },
});
