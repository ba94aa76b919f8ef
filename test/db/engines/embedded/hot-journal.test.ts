import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { openEmbedded } from '../../../../src/db/engines/embedded/embedded.js';
import { describeOnSqlite, temporaryFolder } from '../../../helpers/engines/engines.js';
import { whenDone } from '../../../helpers/run/shared-world.js';

/** Files as a kill leaves them in the middle of a transaction that has a journal. */
function killedInTransaction(): string {
  const folder = temporaryFolder();
  const file = path.join(folder, 'working.db');
  fs.copyFileSync(inject('migratedDatabase'), file);
  const sqlite = new Sqlite(file);
  sqlite.pragma('journal_mode = DELETE');
  sqlite.exec('CREATE TABLE sums (amount INTEGER, text TEXT)');
  sqlite.exec(`INSERT INTO sums WITH RECURSIVE n (i) AS
    (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT i, hex(zeroblob(100)) FROM n`);
  // Pages leave so small a cache before the commit.
  sqlite.pragma('cache_size = 5');
  sqlite.exec('BEGIN; UPDATE sums SET amount = -1');
  const killed = path.join(folder, 'killed.db');
  for (const end of ['', '-journal']) fs.copyFileSync(`${file}${end}`, `${killed}${end}`);
  sqlite.exec('ROLLBACK');
  sqlite.close();
  return killed;
}

describeOnSqlite('a database whose writer was killed with a journal', () => {
  it('opens, with the interrupted transaction undone', async () => {
    const file = killedInTransaction();
    expect(() =>
      new Sqlite(file, { readonly: true }).prepare('SELECT 1 FROM sums').get(),
    ).toThrow();
    const engine = openEmbedded({ file, threads: false });
    whenDone(() => engine.close());
    const sum = engine.database.prepare('SELECT sum(amount) AS sum FROM sums');
    expect(await sum.first('sum')).toBe((2000 * 2001) / 2);
  });
});
