import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { checkAndImport, countsOf } from '../../helpers/panels/table-imports.js';
import { auditOf, openWith } from '../tables/generated.js';

/** Imports into tables of 100 columns, the most that D1 has. */

const names = Array.from({ length: 99 }, (_, at) => `column_${at}`);
const valueOf = (row: number, at: number) =>
  [`text “${row}” ${at}`, String(row * 1_000 + at), `${row}.${at + 1}5`][at % 3] ?? '';
const typeOf = (at: number) => ['TEXT', 'INTEGER', 'REAL'][at % 3] ?? '';
const line = (id: string, row: number) => [id, ...names.map((_, at) => valueOf(row, at))].join(';');
const fileOf = (...lines: string[]) => `id;${names.join(';')}\n${lines.join('\n')}\n`;

describeOnEngines('an import into 100 columns', (engine) => {
  const columns = names.map((name, at) => `${name} ${typeOf(at)}`);
  const open = () =>
    openWith(engine, [
      `CREATE TABLE wide (id INTEGER PRIMARY KEY, ${columns.join(', ')})`,
      `CREATE TABLE wide_key (${columns.join(', ')}, id INTEGER, PRIMARY KEY (id, column_0)) WITHOUT ROWID`,
      `CREATE TABLE wide_unique (id INTEGER PRIMARY KEY, ${columns.join(', ')}, UNIQUE (${names.slice(0, 90).join(', ')}))`,
    ]);

  /** Returns the stored values as a line of the file has them. */
  const stored = async (book: Awaited<ReturnType<typeof open>>['book'], table: string) => {
    const read = async (some: readonly string[]) =>
      book.rows(`SELECT ${some.join(', ')} FROM ${table} ORDER BY id`);
    const [first, second] = [
      await read(['id', ...names.slice(0, 50)]),
      await read(names.slice(50)),
    ];
    return first.map((row, index) => Object.values({ ...row, ...second[index] }).join(';'));
  };

  it('adds rows, changes all of their columns by the key, and does both in one file', async () => {
    const { anna, book } = await open();
    const added = await checkAndImport(anna, 'wide', fileOf(line('1', 1), line('2', 2)), {
      ...{ way: 'add', operationId: 'wide-add' },
    });
    expect(countsOf(added.check.checked)).toEqual([2, 0, 0, 0]);
    expect(countsOf((await added.commit()).imported)).toEqual([2, 0, 0, 0]);
    expect(await stored(book, 'wide')).toEqual([line('1', 1), line('2', 2)]);

    const changed = await checkAndImport(anna, 'wide', fileOf(line('1', 3), line('2', 2)), {
      ...{ way: 'update', mode: 'all', operationId: 'wide-update' },
    });
    expect(countsOf(changed.check.checked)).toEqual([0, 1, 1, 0]);
    expect(countsOf((await changed.commit()).imported)).toEqual([0, 1, 1, 0]);
    expect(await stored(book, 'wide')).toEqual([line('1', 3), line('2', 2)]);

    const both = await checkAndImport(anna, 'wide', fileOf(line('2', 4), line('', 5)), {
      ...{ way: 'both', operationId: 'wide-both' },
    });
    expect(countsOf(both.check.checked)).toEqual([1, 1, 0, 0]);
    expect(countsOf((await both.commit()).imported)).toEqual([1, 1, 0, 0]);
    expect(await stored(book, 'wide')).toEqual([line('1', 3), line('2', 4), line('3', 5)]);

    const audit = await auditOf(book, 'wide');
    expect(audit.map(([action, id]) => [action, id])).toEqual([
      ['wide.created', '1'],
      ['wide.created', '2'],
      ['wide.edited', '1'],
      ['wide.edited', '2'],
      ['wide.created', '3'],
    ]);
    expect(Object.keys(JSON.parse(String(audit[2]?.[3])) as object)).toHaveLength(99);
  });

  it.each(['wide_key', 'wide_unique'])(
    'finds rows by a key of several columns in the table %s',
    async (table) => {
      const { anna, book } = await open();
      const rows = fileOf(line('1', 1), line('2', 2));
      const added = await checkAndImport(anna, table, rows, {
        way: 'add',
        operationId: 'wide-add',
      });
      expect(countsOf((await added.commit()).imported)).toEqual([2, 0, 0, 0]);
      const text = line('1', 1).split(';');
      text[99] = '12345.75';
      text[97] = 'other';
      const key = table === 'wide_key' ? 'id,column_0' : names.slice(0, 90).join(',');
      const { check, commit } = await checkAndImport(
        anna,
        table,
        fileOf(text.join(';'), line('2', 2)),
        {
          ...{ way: 'update', key, operationId: 'wide-update' },
        },
      );
      expect(check.problem).toBeUndefined();
      expect(countsOf(check.checked)).toEqual([0, 1, 1, 0]);
      expect(countsOf((await commit()).imported)).toEqual([0, 1, 1, 0]);
      expect(await stored(book, table)).toEqual([text.join(';'), line('2', 2)]);
    },
  );
});
