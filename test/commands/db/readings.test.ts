import { expect, it } from 'vitest';
import { resources } from '../../../resources/index.js';
import { createPanels } from '../../../src/admin/panels/panels.js';
import { openBookOf } from '../../helpers/books/logins.js';
import { run } from '../../helpers/commands/run.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { stubAssets } from '../../helpers/panels/driver.js';

describeOnSqlite('db readings', (engine) => {
  it('lists each decision with its reason, and the login that chose', async () => {
    const book = await openBookOf(engine, {
      logins: { anna: 'admin' },
      sql: [`CREATE TABLE visit (id INTEGER PRIMARY KEY, opened TIME)`],
    });
    await createPanels(book.context, resources, { assets: stubAssets });
    await book.rows(
      `UPDATE column_readings SET kind = 'text', reason = 'administrator',
        chosen_by = (SELECT id FROM users WHERE username = 'anna') WHERE column_name = 'opened'`,
    );
    const { exitCode, stdout } = await run(book.context.engine, ['db', 'readings']);
    expect(exitCode).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/ {2,}/));
    expect(lines).toEqual([
      ['table', 'column', 'kind', 'reason', 'sampled', 'chosen by'],
      ['visit', 'id', 'integer', 'declared_type', '0'],
      ['visit', 'opened', 'text', 'administrator', '0', 'anna'],
    ]);
    const { json } = await run(book.context.engine, ['db', 'readings', '--json']);
    expect(json).toMatchObject([{ column: 'id' }, { column: 'opened', chosenBy: 'anna' }]);
  });
});
