import { defineResource } from '../src/admin/declaration/resource.js';
import { storedFigures } from '../src/admin/figures/stored-figures.js';
import { recomputeFigures } from '../src/admin/operations/recompute.js';

export const weeklyStats = defineResource({
  table: 'weekly_stats',
  label: 'Weekly stats',
  singular: 'Week',
  title: 'week_start',
  navigation: { group: 'Figures', icon: 'Calendar' },
  list: ['week_start', 'week_end', 'total_handle', 'total_win', 'total_volume', 'total_bets'],
  sort: { column: 'week_start', direction: 'desc' },
  columns: {
    total_handle: { kind: 'money' },
    total_win: { kind: 'money', signed: true },
    total_volume: { kind: 'money' },
  },
  access: {
    admin: {
      rows: 'all',
      read: 'all',
      actions: ['list', 'show', 'export', 'recompute', 'explain'],
    },
  },
  views: { explain: storedFigures('weekly_stats') },
  actions: { recompute: recomputeFigures },
});
