import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import type { ForeignSchema } from '../../helpers/foreign/schema.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { expectExported } from './files-of-foreign.js';
import { openForeign } from './foreign-world.js';
import { expectCreated, expectEditsAlone, expectRecords } from './forms-of-foreign.js';
import { expectFoundByDay, expectFoundByValue, expectTitles } from './lists-of-foreign.js';
import { expectEveryRowOnce } from './pages.js';

/** Rows of each table that are edited and found: on D1 each request is a trip. */
const SAMPLE = { embedded: 4, d1: 1 };
const RECORDS = { embedded: Infinity, d1: 6 };

/** Declares the tests of a foreign schema's panels, table by table. */
export function describeForeign(schema: ForeignSchema): void {
  describeOnEngines(`panels of ${schema.name}`, (engine) => {
    const world = sharedWorld(() => openForeign(engine, schema));
    const rows = SAMPLE[engine.name];
    const tables = Object.entries(schema.tables).map(([table, facts]) => ({ table, ...facts }));
    const keyed = tables.filter(({ isReadOnly }) => isReadOnly !== true);

    it.each(tables)('the list of $table gives every row once in each order', async ({ table }) => {
      const { anna, open } = world();
      const { resource, columns, stored } = await open(table);
      const page = await anna.get(`/resources/${resource.table.id}`);
      expect(page.status).toBe(200);
      const sortable = columns.filter(({ name }) => resource.access.sort.has(name));
      // On D1 some columns, in one direction: the test of orders walks every kind of column there.
      const isWalked = (index: number) => engine.name === 'embedded' || index % 3 === 0;
      const paths = sortable.map(({ path }) => path).filter((_, index) => isWalked(index));
      const directions = engine.name === 'd1' ? ['asc'] : ['asc', 'desc'];
      await expectEveryRowOnce(anna, resource.table.id, paths, stored.length, directions);
    });

    it.each(keyed)('the records of $table show the stored values', async ({ table }) => {
      await expectRecords(world(), await world().open(table), RECORDS[engine.name]);
    });

    it.each(keyed)(
      'a filter finds rows of $table by the values that it shows',
      async ({ table }) => {
        await expectFoundByValue(world(), await world().open(table), rows);
      },
    );

    it.each(keyed.filter(({ times, days }) => times ?? days))(
      'a filter finds rows of $table by the days of their times',
      async ({ table }) => {
        await expectFoundByDay(world(), await world().open(table), rows);
      },
    );

    it.each(keyed)('files of $table hold the stored values', async ({ table }) => {
      await expectExported(world(), await world().open(table));
    });

    it.each(keyed.filter(({ title }) => title))(
      'rows of $table are called by their names',
      async ({ table }) => {
        await expectTitles(world(), await world().open(table));
      },
    );

    it.each(keyed)(
      'a form of $table changes one value and leaves the bytes of all others',
      async ({ table }) => {
        await expectEditsAlone(world(), await world().open(table), rows);
      },
    );

    it.each(keyed)(
      'a copy of a row of $table has the same values',
      async ({ table, fresh = {} }) => {
        await expectCreated(world(), await world().open(table), fresh);
      },
    );
  });
}
