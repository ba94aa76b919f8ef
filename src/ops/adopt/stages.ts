import type { Write } from '../../db/batch.js';
import type { ForeignFile } from '../../db/engines/embedded/foreign-file.js';
import type { Statement } from '../../db/types.js';
import { loadOrder } from '../rows/order.js';
import { quote, type RowTable } from '../rows/pages.js';
import { DEFER, makeStage, moveRows, sameRows, STAGE, stageOf } from '../rows/staging.js';
import { type ForeignTable, inOrder } from './foreign-objects.js';
import type { AdoptionPlan } from './plan.js';
import { withPrefix } from './prefix.js';

/** Tables of an adoption on D1: how each is made, loaded, and given its name. */

export interface StagedTable {
  /** The table of the file. */
  source: RowTable;
  /** The table that takes its rows. */
  stage: RowTable;
  as: string;
  make: Statement;
  /** Gives the stage its name, or makes the table that takes its rows. */
  name: Statement;
  move: Write[];
  /** The stage numbers the rows of a table that has no rowid. */
  hidesRowid: boolean;
}

const statement = (sql: string): Statement => ({ sql, params: [] });

/**
 * Plans the stage of each table: its own statement under another name, which is renamed at the end.
 * Tables that refer to each other, or to themselves, get a stage without rules.
 */
export function stagesOf(file: ForeignFile, { objects, tables }: AdoptionPlan): StagedTable[] {
  const { ordered, circular } = loadOrder(tables);
  const names = new Set(ordered.map(({ name }) => name));
  const own = objects.filter(({ type, name }) => type === 'table' && names.has(name));
  const { schema } = withPrefix(file, { objects: own, tables: ordered }, STAGE);
  const texts = new Map(schema.objects.map(({ name, sqlAs }) => [name, sqlAs]));
  const finals = new Map(objects.map((object) => [`${object.type} ${object.name}`, object.sqlAs]));
  return [
    ...ordered.map((table): StagedTable => {
      const source = rowTable(table, table.name);
      const stage = rowTable(table, STAGE + table.name);
      const rename = `ALTER TABLE ${quote(stage.name)} RENAME TO ${quote(table.as)}`;
      return {
        ...{ source, stage, as: table.as, hidesRowid: false },
        make: statement(texts.get(table.name) ?? ''),
        name: statement(rename),
        move: [],
      };
    }),
    ...circular.map((table): StagedTable => {
      const source = rowTable(table, table.name);
      const stage = stageOf(source);
      const target = rowTable(table, table.as);
      const make = statement(finals.get(`table ${table.name}`) ?? '');
      return {
        ...{ source, stage, as: table.as, hidesRowid: table.rowid === null },
        make: makeStage(stage),
        name: make,
        move: moveRows(stage, target, sameRows(stage, target)),
      };
    }),
  ];
}

const rowTable = ({ columns, rowid, key }: ForeignTable, name: string): RowTable => ({
  ...{ name, columns, rowid, key },
});

/** Makes the statements after which every object has its name. */
export function finalBatch(
  file: ForeignFile,
  { objects, tables }: AdoptionPlan,
  stages: readonly StagedTable[],
): Write[] {
  const others = inOrder(objects).filter(({ type }) => type !== 'table');
  return [
    DEFER,
    // All tables exist before the first row moves: a foreign key needs the table that it names.
    ...stages.map(({ name }) => name),
    ...stages.flatMap(({ move }) => move),
    ...sequencesOf(file, tables),
    ...others.map(({ sqlAs }) => statement(sqlAs)),
  ];
}

/** Sets the next number of each AUTOINCREMENT key: a number of a deleted row is not used again. */
function sequencesOf(file: ForeignFile, tables: readonly ForeignTable[]): Statement[] {
  const [kept] = file.rows(`SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'`);
  if (kept?.[0] !== 1) return [];
  const rows = file.rows('SELECT name, CAST(seq AS TEXT) FROM sqlite_sequence');
  return rows.flatMap(([name, next]) => {
    const as = tables.find((table) => table.name === name)?.as;
    if (as === undefined) return [];
    return [
      { sql: 'DELETE FROM sqlite_sequence WHERE name = ?', params: [as] },
      {
        sql: 'INSERT INTO sqlite_sequence (name, seq) VALUES (?, CAST(? AS INTEGER))',
        params: [as, String(next)],
      },
    ];
  });
}
