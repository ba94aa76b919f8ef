/**
 * Everything that runs on one engine only, in whole or in part, and why. The rest of what touches a
 * database runs on both: `test/db/engines/one-engine.test.ts` compares this list with the tests. A key that
 * ends with a slash is a folder.
 */
export const oneEngine: Record<string, string> = {
  'admin/access-matrix/access-matrix.test.ts':
    'both answer the whole matrix as tenants; every column, the administrator and the scopes that are lost on purpose are asked of one, because the SQL is the same',
  'admin/bulk/kill.test.ts':
    'the killed server has the database in its own process; services/operations/concurrency.test.ts has two servers on either engine',
  'admin/lists/d1-trips.test.ts': 'counts requests to the gateway',
  'admin/lists/rows-read.test.ts': 'D1 alone counts the rows that are read; both run all of it',
  'admin/rows/downloads.test.ts': 'looks at what becomes of a connection',
  'admin/import/large-files.test.ts':
    'memory and places are those of the process; the import of several pieces runs on both',
  'admin/import/import.test.ts': 'a file of too many rows is refused before an engine is asked',
  'admin/operations/replaced-database.test.ts': 'a database that is a file',
  'admin/tables/random-schemas.test.ts': 'fewer schemas on D1, where each takes longer',
  'locale/spanish.test.ts': 'compares texts',
  'http/guard/guard-probes.ts': 'requests that are refused before a handler is asked',
  'http/guard/guard.test.ts':
    'the door in front of the panels; http/account/sign-in.test.ts goes through it on both engines',
  'http/account/two-tabs.test.ts':
    'looks at what the browser does; http/account/sign-in.test.ts has both engines',
  'locale/language.test.ts': 'compares texts',
  'http/account/way-back.test.ts': 'addresses of pages, which no engine sees',
  'http/guard/uploads.test.ts': 'uploads that are refused before a handler is asked',
  'http/account/session-cookie.test.ts': 'headers of requests, which no engine sees',
  'browser/':
    'looks at what the browser does with answers that are the same on both; browser/d1.test.ts walks through all of it on D1',
  'db/engines/d1/faults.test.ts': 'the network between the back office and the gateway',
  'db/engines/d1/replicas.test.ts': 'replicas are read through the gateway',
  'db/engines/d1/start.test.ts': 'what answers instead of the gateway',
  'db/engines/embedded/':
    'threads, files, locks, the log and other processes: what an embedded database has',
  'ops/copy.test.ts': 'one test goes from one engine to the other and back',
  'scripts/bench-book.test.ts': 'the large book is made on the embedded engine only',
  'scripts/bench-writes.test.ts': 'bare statements write to a file of their own',
  'server/':
    'files, ports and signals of the process; run.test.ts and start.test.ts start it on D1 too',
  'scripts/reloading-assets.test.ts': 'looks at what open pages are told',
  'services/operations/d1-faults.test.ts': 'the network between the back office and the gateway',
  'services/operations/guards.test.ts':
    'both refuse every forbidden statement; that no trigger is idle is tried on one, because they are the same',
  'services/operations/properties.test.ts': 'fewer sequences on D1, where each takes longer',
  'services/stats/schedule.test.ts':
    'a timer; what it calls runs on both in services/stats/recompute.test.ts',
};
