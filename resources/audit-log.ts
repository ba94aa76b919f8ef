import { defineResource } from '../src/admin/declaration/resource.js';

export const auditLog = defineResource({
  table: 'audit_log',
  label: 'Audit trail',
  singular: 'Entry',
  title: 'seq',
  navigation: { group: 'History', icon: 'Shield' },
  list: ['seq', 'created_at', 'actor_user_id', 'action', 'table_name', 'record_id', 'reason'],
  sort: { column: 'seq', direction: 'desc' },
  columns: {
    seq: { label: 'No.' },
    actor_user_id: { label: 'Who' },
    table_name: { label: 'Table' },
    record_id: { label: 'Record' },
    before: { kind: 'json' },
    after: { kind: 'json' },
  },
  access: {
    admin: {
      rows: 'all',
      read: 'all',
      search: ['action', 'record_id'],
      actions: ['list', 'show', 'export'],
    },
  },
});
