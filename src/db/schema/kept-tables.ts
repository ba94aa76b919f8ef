/**
 * Tables whose rows stay for good: the book's money, its history, and the logins that they name.
 * Triggers refuse a DELETE of each (`trg_TABLE_no_delete`). A migration on its way up deletes no row
 * of them either, not even by name.
 */
export const keptTables: readonly string[] = [
  'activities',
  'agents',
  'audit_log',
  'commission_rates',
  'customers',
  'gradings',
  'limit_rules',
  'migrations',
  'open_stakes',
  'operations',
  'transactions',
  'users',
  'wagers',
];
