/** Tables that grow with the book, by their names and their aliases in SQL. */
const GROWING = new Set([
  ...['wagers', 'transactions', 'gradings', 'operations', 'audit_log', 'activities', 'customers'],
  ...['agents', 'bulk_run_items', 'limit_rules', 'open_stakes', 'o', 'w', 't', 'r', 'c', 'a', 'i'],
]);

/** Columns of few values: an equality on one leaves a share of the table, however large it is. */
const FEW_VALUES = new Set(['status', 'type', 'role', 'outcome', 'result']);

/** Read for its last entry only, the highest number. */
const LAST_ENTRY = /INDEX idx_wagers_number_sequence$/;

/**
 * True for a step of a plan that walks a table that grows: from end to end, over a whole index (a
 * SEARCH without any condition, for `max`), over a range of one, or over all rows of one status.
 */
export function isWalk(detail: string): boolean {
  const [, , table = ''] = /^(SCAN|SEARCH) (?:\w+ AS )?(\w+)/.exec(detail) ?? [];
  if (!GROWING.has(table) || LAST_ENTRY.test(detail)) return false;
  const equal = [...detail.matchAll(/([\w<>]+)=\?/g)].map(([, column = '']) => column);
  return !equal.some((column) => !FEW_VALUES.has(column));
}
