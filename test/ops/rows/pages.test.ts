import { expect, it } from 'vitest';
import { pagesOf } from '../../../src/ops/rows/pages.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { openWith } from '../../admin/tables/generated.js';

describeOnEngines('pages of rows', (engine) => {
  const world = sharedWorld(() =>
    openWith(engine, [
      `CREATE TABLE chain (id TEXT PRIMARY KEY, note TEXT) WITHOUT ROWID`,
      `INSERT INTO chain SELECT 'k' || (value + 1000), 'n' FROM json_each('[${Array.from({ length: 900 }, (_, n) => n).join(',')}]')`,
    ]),
  );

  it('continue behind the last key of a table without rowids', async () => {
    const table = { name: 'chain', columns: ['id', 'note'], rowid: null, key: ['id'] };
    const keys: unknown[] = [];
    for await (const page of pagesOf(world().book.context.database, table)) {
      keys.push(...page.map(({ cells }) => cells[0]));
    }
    expect(keys).toEqual(Array.from({ length: 900 }, (_, n) => `k${n + 1000}`));
  });
});
