import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import { whenDone } from '../run/shared-world.js';
import { temporaryFolder, type TestEngine } from './engines.js';

/** A migrated file with a schema that this program cannot make itself. */

/** Replaces a text in the stored definition of an object, such as a function by a missing one. */
export interface Rewrite {
  name: string;
  from: string;
  to: string;
}

/**
 * An engine on a file with these objects, some of whose definitions are rewritten behind SQLite's
 * back, as a program with functions and collations of its own leaves them:
 * https://www.sqlite.org/pragma.html#pragma_writable_schema
 */
export function engineWith(
  sql: readonly string[],
  rewrites: readonly Rewrite[],
  /** Wide tables are beyond the limits of D1. */
  enforceD1Limits = true,
): Pick<TestEngine, 'open'> {
  return {
    open: () => {
      const file = path.join(temporaryFolder(), 'test.db');
      fs.copyFileSync(inject('migratedDatabase'), file);
      const sqlite = new Sqlite(file);
      sqlite.unsafeMode(true);
      sqlite.exec(sql.join(';\n'));
      sqlite.pragma('writable_schema = ON');
      const rewrite = sqlite.prepare(
        'UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?',
      );
      for (const { name, from, to } of rewrites) rewrite.run(from, to, name);
      sqlite.close();
      const engine = openEmbedded({ file, enforceD1Limits, threads: false });
      whenDone(() => engine.close());
      return Promise.resolve(engine);
    },
  };
}
