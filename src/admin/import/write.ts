import { sql, type SQL } from 'drizzle-orm';
import { guard, inList, type Write } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import type { RefusedLine } from '../../domain/decision.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { auditRowsWrite } from '../../services/audit.js';
import { hashRequest, runOperation, type OperationResult } from '../../services/operations/run.js';
import type { ImportMode } from '../contract/import.js';
import { fixedValues } from '../rows/create.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import {
  maskValues,
  plainValues,
  stampsNow,
  toStored,
  type Values,
} from '../rows/stored-values.js';
import { singularOf } from '../names/words.js';
import { toJsonList } from '../values/exact-value.js';
import { makeKey } from '../tables/made-key.js';
import { importRowProblem, selectTaken, uniqueColumns, type ImportRow } from './rows.js';

/**
 * Writes new rows by the chunk: each chunk is one operation, so that it takes effect once, whatever
 * is repeated.
 */

export interface ImportOrder {
  operationId: string;
  mapping: readonly string[];
}

/**
 * Imports chunks of rows in one batch, as one operation.
 * @throws DomainError `invalid` with `all` when a row is wrong; `conflict` when the id was used for
 *   another file
 */
export function importUnit(
  resource: ScopedResource,
  actor: Actor,
  chunks: readonly ImportRow[][],
  { operationId, mode, mapping }: ImportOrder & { mode: ImportMode },
  index: number,
): Promise<OperationResult> {
  const { table, context } = resource;
  const rows = chunks.flat();
  const uniques = uniqueColumns(resource);
  const id = `${operationId}.${index}`;
  return runOperation(context, actor, {
    id,
    kind: `${singularOf(table.info.name)}.import`,
    request: {
      mode,
      mapping,
      rows: hashRequest({ rows: rows.map(({ line, cells }) => [line, ...cells]) }),
    },
    read: uniques.flatMap(({ name }) => chunks.map((chunk) => selectTaken(resource, name, chunk))),
    plan: (found) => {
      const taken = new Map(
        uniques.map(({ name }, position): [string, Set<string>] => [
          name,
          new Set(
            found
              .slice(position * chunks.length, (position + 1) * chunks.length)
              .flatMap((values) => values.map(({ value }) => String(value))),
          ),
        ]),
      );
      const refused = rows.flatMap((row): RefusedLine[] => {
        const reason = importRowProblem(resource, row, taken);
        const { line } = row;
        const label = message('files.line', { line });
        return reason === null ? [] : [{ id: String(line), label, reason }];
      });
      const [first] = refused;
      if (first && mode === 'all') {
        throw new DomainError('invalid', message('files.wrong_rows', { rows: refused.length }), {
          field: 'mode',
          hint: message('files.first_wrong', { line: first.id, reason: first.reason }),
        });
      }
      const wrong = new Set(refused.map(({ id: line }) => Number(line)));
      const good = chunks.map((chunk) => chunk.filter(({ line }) => !wrong.has(line)));
      const count = rows.length - wrong.size;
      return {
        outcome: {
          done: [
            {
              id,
              label: message('files.import'),
              text: message('files.imported', { rows: count }),
            },
          ],
          refused,
        },
        writes: good.flatMap((chunk) =>
          chunk.length === 0 ? [] : insertChunk(resource, actor, chunk, id),
        ),
      };
    },
  });
}

/** Builds one INSERT for each set of filled columns, so that empty ones take their defaults. */
function insertChunk(
  resource: ScopedResource,
  actor: Actor,
  rows: readonly ImportRow[],
  operationId: string,
): Write[] {
  const { context, table, access } = resource;
  const { madeKey } = table;
  const keyName = table.key?.column;
  if (madeKey === null || keyName == null) {
    throw new DomainError('forbidden', message('files.cannot_import', { table: table.label }));
  }
  const stamps = stampsNow(resource, /^(created|updated)_at$/);
  const made = rows.map(({ values }): Values => ({
    ...stamps,
    ...values,
    ...fixedValues(resource, actor),
    [keyName]: values[keyName] ?? makeKey(madeKey, context.newId),
  }));
  const ids = made.map((row) => String(row[keyName]));
  const name = sql.identifier(table.info.name);
  return [
    ...groupByColumns(made.map((row) => toStored(resource, row))).map((group) =>
      insertAlike(name, group),
    ),
    ...(access.rows === 'all'
      ? []
      : [
          guard(
            'rows.imported',
            sql`SELECT count(*) = ${ids.length} FROM ${name}
              WHERE ${sql.identifier(keyName)} IN ${inList(ids)} AND ${resource.scope(actor)}`,
          ),
        ]),
    auditRowsWrite(
      context,
      actor,
      { action: `${singularOf(table.info.name)}.created`, tableName: table.info.name, operationId },
      made.map((row) => ({ recordId: String(row[keyName]), after: maskValues(resource, row) })),
    ),
    ...made.flatMap(
      (row, index) =>
        table.declaration?.hooks?.onCreate?.(context, actor, {
          id: ids[index] ?? '',
          before: {},
          after: plainValues(row),
        }) ?? [],
    ),
  ];
}

function groupByColumns(rows: readonly Values[]): Values[][] {
  const groups = new Map<string, Values[]>();
  for (const row of rows) {
    const filled = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
    const columns = Object.keys(filled).sort().join();
    groups.set(columns, [...(groups.get(columns) ?? []), filled]);
  }
  return [...groups.values()];
}

function insertAlike(name: SQL.Aliased | ReturnType<typeof sql.identifier>, rows: Values[]): SQL {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => columns.map((column) => row[column] ?? null));
  const targets = columns.map((column) => sql`${sql.identifier(column)}`);
  const sources = columns.map((_column, index) => sql`json_extract(value, ${`$[${index}]`})`);
  return sql`INSERT INTO ${name} (${sql.join(targets, sql`, `)})
    SELECT ${sql.join(sources, sql`, `)} FROM json_each(${toJsonList(values)})`;
}
