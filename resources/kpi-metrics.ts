import { defineResource } from '../src/admin/declaration/resource.js';
import { storedFigures } from '../src/admin/figures/stored-figures.js';
import { recomputeFigures } from '../src/admin/operations/recompute.js';

export const kpiMetrics = defineResource({
  table: 'kpi_metrics',
  label: 'KPI metrics',
  title: ['metric_name', 'period', 'period_start'],
  navigation: { group: 'Figures', icon: 'TrendingUp' },
  list: ['metric_name', 'metric_value', 'period', 'period_start', 'period_end'],
  sort: { column: 'period_start', direction: 'desc' },
  columns: { metric_name: { label: 'Metric' }, metric_value: { label: 'Value' } },
  access: {
    admin: {
      rows: 'all',
      read: 'all',
      search: ['metric_name'],
      actions: ['list', 'show', 'export', 'recompute', 'explain'],
    },
  },
  views: { explain: storedFigures('kpi_metrics') },
  actions: { recompute: recomputeFigures },
});
