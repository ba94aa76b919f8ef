/** Answers to monitors, and the page of a server that waits for its database. */
export const readiness = {
  'ready.yes': 'ready',
  'ready.no': 'not ready',
  'ready.warning': 'warning: {problem:message}',
  'ready.waiting':
    'the server waits for its database, and asks again every few seconds; nothing was changed',
  'ready.panels_loading': 'the panels are still loading',
  'ready.panels_failed': 'the panels could not be loaded; the server’s log says why',
  'ready.no_answer': 'the database does not answer in time',
  'ready.file_replaced':
    'the database file was replaced; stop the server, put the right file in place, start again',
  'ready.migrations': 'the database has other migrations than this code; see npm run db:status',
  'ready.damaged': 'the database is damaged and takes no writes; see docs/recovery.md',
  'ready.not_database': 'the file of the database is no database; see docs/recovery.md',
  'ready.disk_failed': 'the disk of the database fails',
  'ready.full': 'the disk of the database is full',
  'ready.read_only': 'the file of the database is read-only',
  'ready.cannot_open': 'the database cannot be opened',
  'ready.busy': 'another program holds the write lock of the database',
  'ready.gateway': 'the database gateway does not answer, or refuses this server',
  'ready.no_write': 'the database takes no writes; the server’s log says why',
  'ready.work_lost': 'the book lacks operations that its newest copy has; see docs/recovery.md',
  'ready.disk_low': 'the disk of the database has {megabytes:number} MB free',
  'ready.log_large': 'the write-ahead log has {megabytes:number} MB',
  'ready.no_copy': 'there is no copy of the book yet',
  'ready.copy_old':
    'the newest copy is {minutes:number} minutes old, and the book has changed since',
  'ready.copies_unreadable': 'the folder of the copies cannot be read',
} as const;
