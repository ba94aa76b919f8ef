import type { ResourceDeclaration } from '../src/admin/declaration/resource.js';
import { activities } from './activities.js';
import { agents } from './agents.js';
import { auditLog } from './audit-log.js';
import { bulkRuns } from './bulk-runs.js';
import { customers } from './customers.js';
import { gradings } from './gradings.js';
import { kpiMetrics } from './kpi-metrics.js';
import { limitRules } from './limit-rules.js';
import { sessions } from './sessions.js';
import { transactions } from './transactions.js';
import { users } from './users.js';
import { wagers } from './wagers.js';
import { weeklyStats } from './weekly-stats.js';

/** One file a table, in the order of the menu. */
export const resources: ResourceDeclaration[] = [
  wagers,
  transactions,
  bulkRuns,
  customers,
  agents,
  limitRules,
  users,
  sessions,
  weeklyStats,
  kpiMetrics,
  activities,
  gradings,
  auditLog,
];
