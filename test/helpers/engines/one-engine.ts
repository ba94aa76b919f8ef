/**
 * Everything that runs on one engine only, in whole or in part, and why. The rest of what touches a
 * database runs on both: `test/db/one-engine.test.ts` compares this list with the tests. A key that
 * ends with a slash is a folder.
 */
export const oneEngine: Record<string, string> = {
  'admin/access-matrix.test.ts':
    'both answer the whole matrix as tenants; every column, the administrator and the scopes that are lost on purpose are asked of one, because the SQL is the same',
  'admin/bulk-kill.test.ts':
    'the killed server has the database in its own process; services/concurrency.test.ts has two servers on either engine',
  'admin/d1-trips.test.ts': 'counts requests to the gateway',
  'admin/imports.test.ts': 'a file of too many rows is refused before an engine is asked',
  'admin/random-schemas.test.ts': 'fewer schemas on D1, where each takes longer',
  'admin/spanish.test.ts': 'compares texts',
  'app/guard-probes.ts': 'requests that are refused before a handler is asked',
  'app/guard.test.ts':
    'the door in front of the panels; auth/sign-in.test.ts goes through it on both engines',
  'auth/browser.test.ts': 'looks at what the browser does; auth/sign-in.test.ts has both engines',
  'auth/language.test.ts': 'compares texts',
  'auth/session-cookie.test.ts': 'headers of requests, which no engine sees',
  'browser/':
    'looks at what the browser does with answers that are the same on both; browser/d1.test.ts walks through all of it on D1',
  'db/d1-faults.test.ts': 'the network between the back office and the gateway',
  'db/d1-network.ts': 'the network between the back office and the gateway',
  'db/d1-replicas.test.ts': 'replicas are read through the gateway',
  'db/d1-start.test.ts': 'what answers instead of the gateway',
  'db/embedded.test.ts': 'files, locks, backups and other processes: what an embedded database has',
  'db/threads.test.ts': 'the threads of the embedded engine',
  'ops/copy.test.ts': 'one test goes from one engine to the other and back',
  'scripts/bench-book.test.ts': 'the large book is made on the embedded engine only',
  'server/':
    'files, ports and signals of the process; run.test.ts and start.test.ts start it on D1 too',
  'services/d1-faults.test.ts': 'the network between the back office and the gateway',
  'services/demo-book.ts':
    'makes the files that both engines get copies of; demo-data.test.ts makes the book on both',
  'services/guards.test.ts':
    'both refuse every forbidden statement; that no trigger is idle is tried on one, because they are the same',
  'services/properties.test.ts': 'fewer sequences on D1, where each takes longer',
  'services/stats-schedule.test.ts':
    'a timer; what it calls runs on both in stats-recompute.test.ts',
};
