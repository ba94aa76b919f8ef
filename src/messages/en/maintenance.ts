/** Maintenance of the database: its commands, its results and its page. */
export const maintenance = {
  // refusals
  'maintenance.no_vacuum': 'D1 does not allow VACUUM',
  'maintenance.no_vacuum_hint':
    'Cloudflare keeps the file; npm run cli -- db copy into a new database leaves free pages behind',
  'maintenance.which_file_hint': 'DATABASE_URL names the file',
  'maintenance.no_room':
    'VACUUM needs {needed:number} MB free in {folder}, which has {free:number} MB',
  'maintenance.no_room_hint':
    'make room, or set SQLITE_TMPDIR to a folder of another disk; the book is untouched',
  'maintenance.disk_full': 'the disk of {folder} became full during VACUUM, which was undone',
  'maintenance.read_only': 'VACUUM may not write {file}, or beside it or in {folder}',
  'maintenance.read_only_hint':
    'run it as the server’s user, on a writable disk; the book is untouched',
  'maintenance.damaged': 'the database {file} is damaged: {problem:message}',
  'maintenance.damaged_hint':
    'do not compact it: npm run cli -- db check, then restore from a copy; nothing was changed',
  'maintenance.unreadable': 'SQLite cannot read it',
  // the commands
  'maintenance.help_vacuum':
    'give free pages back to the disk and put rows in order; the server must be stopped',
  'maintenance.help_analyze': 'gather statistics of all tables for the planner of queries',
  'maintenance.help_optimize': 'gather statistics of the tables that have changed much',
  'maintenance.help_sizes': 'the size of each table and index, free pages, and the log of writes',
  'maintenance.help_plans': 'the plans of the busiest queries, and the indexes that they use',
  'maintenance.vacuum_plan':
    '{file}: {megabytes:number} MB, of which {free:number} MB are free pages',
  'maintenance.vacuum_need':
    'VACUUM needs {needed:number} MB in {folder}, which has {free:number} MB free',
  'maintenance.vacuuming': 'compacting {file}: do not start a server until it is done',
  'maintenance.vacuumed':
    '{file}: {before:number} kB before, {after:number} kB now, in {ms:number} ms',
  'maintenance.indexed': 'the search index of {tables:all} was built again',
  'maintenance.next_copy': 'most pages have moved: the next copy is as large as a full one',
  'maintenance.analyzed': 'statistics of {tables#table} gathered in {ms:number} ms',
  'maintenance.optimized': 'statistics of {tables:all} were gathered again',
  'maintenance.optimized_none': 'no table has changed enough: nothing to do',
  'maintenance.column_object': 'table or index',
  'maintenance.column_of': 'of table',
  'maintenance.column_kilobytes': 'size (kB)',
  'maintenance.column_rows': 'rows',
  'maintenance.column_counted': 'counted',
  'maintenance.exact': 'exactly',
  'maintenance.estimated': 'estimate of the last ANALYZE',
  'maintenance.file_size':
    '{file}: {kilobytes:number} kB, of which {free:number} kB are free pages; log of writes {log:number} kB',
  'maintenance.no_dbstat': 'this SQLite has no dbstat: it knows the rows of each table only',
  'maintenance.d1_sizes':
    'D1 shows no sizes of tables: npx wrangler d1 info shows that of the whole database',
  'maintenance.column_query': 'query',
  'maintenance.column_plan': 'plan',
  'maintenance.column_used_by': 'queries of this list that use it',
  'maintenance.scans': '{queries:every} walk through whole tables: an index is missing',
  'maintenance.no_scans': 'no query of this list walks through a whole table',
  'maintenance.unused_indexes':
    '{indexes#index} not named above: other queries, rules or foreign keys may need them',
  // the jobs and their page
  'maintenance.failed': 'it failed; the server’s log has the reason',
  'maintenance.copied': '{name} was made and proven',
  'maintenance.checked':
    '{name} was rebuilt: every index agrees with its table, the book reconciles',
  'maintenance.checked_broken':
    '{name} was rebuilt and is sound, but the book in it has {rows#broken_row}: run the reconciliation',
  'maintenance.drilled': 'the newest copy was restored to a folder of its own and served',
  'maintenance.no_folder_hint':
    'set BACKUP_FOLDER to a folder on another disk and restart the server (docs/recovery.md)',
  // the queries of db plans
  'hot.session': 'who asks, at every request',
  'hot.wagers_newest': 'the newest wagers',
  'hot.wagers_status': 'wagers of one status',
  'hot.wagers_count': 'the number of wagers of one status',
  'hot.wagers_week': 'wagers of one week',
  'hot.wagers_agent': 'the newest wagers of an agent',
  'hot.wagers_agent_status': 'an agent’s wagers of one status',
  'hot.wager_record': 'one wager',
  'hot.customer_transactions': 'a customer’s transactions',
  'hot.customer_titles': 'the customers’ names of a list',
  'hot.place_customer': 'the customer of a new wager',
  'hot.place_wager': 'a new wager and its number',
  'hot.place_guard': 'the rows of an operation',
  'hot.settle_read': 'the wagers of a settlement',
  'hot.settle_write': 'the result of a settlement',
  'hot.open_liability': 'the open liability of the book',
  'hot.week_stakes': 'the stakes of a week',
  'hot.week_gradings': 'the gradings of a week',
  'hot.week_payments': 'the payments of a week',
  'hot.last_report': 'the last reconciliation',
} as const;
