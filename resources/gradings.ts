import { defineResource } from '../src/admin/declaration/resource.js';

export const gradings = defineResource({
  table: 'gradings',
  title: 'id',
  navigation: { group: 'History', icon: 'List' },
  list: [
    'created_at',
    'wager_id',
    'from_status',
    'from_result',
    'to_status',
    'to_result',
    'win_delta',
  ],
  sort: { column: 'created_at', direction: 'desc' },
  columns: {
    win_delta: { kind: 'money', signed: true, label: 'Change of the book’s win' },
    actor_user_id: { label: 'Who' },
  },
  access: { admin: { rows: 'all', read: 'all', actions: ['list', 'show', 'export'] } },
});
