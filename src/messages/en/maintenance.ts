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
  'maintenance.optimized_count': 'statistics of {tables#table} gathered again',
  'maintenance.optimized_none': 'no table has changed enough: nothing to do',
  'maintenance.column_object': 'table or index',
  'maintenance.column_of': 'of table',
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
  'maintenance.copied': 'copied just now: {name}',
  'maintenance.checked': 'checked just now: {name} is sound',
  'maintenance.checked_broken':
    'the copy is sound, but the book in it has {rows#broken_row}: run the reconciliation',
  'maintenance.drilled': 'rehearsed just now: the restore works',
  'maintenance.no_folder_hint':
    'set BACKUP_FOLDER to a folder on another disk and restart the server (docs/recovery.md)',
  'maintenance.warn_no_folder':
    'BACKUP_FOLDER is not set: nobody copies this book. Set it to a folder on another disk, and restart the server',
  'maintenance.warn_copy_failed': 'the last copy failed: {problem:message}',
  'maintenance.warn_no_copy': 'there is no copy yet: make one now',
  'maintenance.warn_damaged':
    '{copies#copy} cannot be restored; the list below says why, and the others are not affected',
  'maintenance.warn_broken':
    'the newest copy has {rows#broken_row}, as the book has: run the reconciliation',
  'maintenance.warn_late':
    'the changes of up to {minutes#minute} are in no copy: look at the server’s log, and make a copy now',
  'maintenance.warn_no_full':
    'the last scheduled full copy is missing: look at the server’s log for its reason',
  'maintenance.warn_check': 'the nightly check failed: {name}: {problem:message}',
  'maintenance.warn_no_check': 'the nightly check is overdue: check the newest copy now',
  'maintenance.warn_drill': 'the last restore drill failed: {problem:message}',
  'maintenance.warn_no_drill': 'the restore drill is overdue: rehearse a restore now',
  'maintenance.warn_never_drilled':
    'no restore was ever rehearsed: do it now, and set DRILL_SCHEDULE to do it regularly',
  'maintenance.warn_unfinished_index':
    'the search index of {table} is unfinished: npm run cli -- search-index build {table}',
  'maintenance.never': 'never done',
  'maintenance.never_analyzed': 'never done by hand; the nightly statistics need no help',
  'maintenance.never_vacuumed': 'never done; npm run cli -- db vacuum, with the server stopped',
  'maintenance.no_copy': 'there is no copy',
  'maintenance.label_copy': 'Newest copy',
  'maintenance.label_check': 'Check of the newest copy',
  'maintenance.label_drill': 'Restore drill',
  'maintenance.label_optimize': 'Statistics of changed tables',
  'maintenance.label_analyze': 'Statistics of all tables',
  'maintenance.label_vacuum': 'Free pages given back',
  'maintenance.copy':
    '{kind:word}, {changed:number} of {pages:number} pages, proven in {ms:number} ms',
  'maintenance.check':
    'every index agrees with its table and the book reconciles: {name}, in {seconds#second}',
  'maintenance.drill':
    'a restore took {seconds#second}: {building#second} to rebuild and prove the book, {starting#second} to start the server',
  'maintenance.drill_failed': 'it failed: {problem:message}',
  'maintenance.vacuum': '{before:number} MB before, {after:number} MB after',
  'maintenance.note_d1_copies':
    'Time Travel of D1 goes back to any minute of the last 30 days. Copies in BACKUP_FOLDER are full ones, by BACKUP_SCHEDULE: each holds writes while it reads',
  'maintenance.note_d1_vacuum': 'D1 does not allow VACUUM: Cloudflare keeps the file',
  'maintenance.note_other_owner':
    'another process makes the copies of this database, and does its maintenance',
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
  'hot.place_limits': 'limits of a bet',
  'hot.place_guard': 'the rows of an operation',
  'hot.settle_read': 'the wagers of a settlement',
  'hot.settle_write': 'the result of a settlement',
  'hot.open_liability': 'the open liability of the book',
  'hot.week_stakes': 'the stakes of a week',
  'hot.week_gradings': 'the gradings of a week',
  'hot.week_payments': 'the payments of a week',
  'hot.last_report': 'the last reconciliation',
} as const;
