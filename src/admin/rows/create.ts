import { ValidationError, type ActionContext } from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import { guard, type Write } from '../../db/batch.js';
import { ConstraintError, GuardError } from '../../db/errors.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { auditWrite } from '../../services/audit.js';
import { commitPermitted } from '../../services/step-up/permit.js';
import { actorValue } from '../query/scope.js';
import type { RecordKey } from '../keys/column-key.js';
import { makeKey } from '../tables/made-key.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { singularOf } from '../names/words.js';
import { bindExact, type ExactValue } from '../values/exact-value.js';
import { withinAllowance } from './allowance.js';
import { originalOf } from './duplicate.js';
import { fieldError, throwAsFieldErrors, type FieldErrors } from '../row-values/field-errors.js';
import { findSurplus, parseFormValue } from '../row-values/file-values.js';
import { writeHiding } from '../row-values/hidden-values.js';
import type { PanelResource } from '../records/panel-resource.js';
import { needOfValues } from '../row-values/step-up.js';
import {
  maskValues,
  plainValues,
  refuseForeignRows,
  stampsNow,
  toStored,
  type Values,
  writtenGuard,
} from '../row-values/stored-values.js';

/** Short keys are few enough that one may be taken. */
const MOST_ATTEMPTS = 5;

/**
 * Creates a row from a posted form: allowed columns only, references and the row itself in the
 * actor's scope, all in one batch with its audit row. Returns the row's id.
 * @throws ValidationError naming fields, DomainError
 */
export async function createRow(
  resource: PanelResource,
  actor: Actor,
  call: ActionContext | undefined,
  params: Record<string, unknown>,
): Promise<string> {
  const { table, access } = resource;
  if (!access.actions.has('new')) {
    throw new DomainError('forbidden', message('tables.cannot_create', { table: table.label }));
  }
  const values = await readTyped(resource, call, params);
  const fields = new Set(
    table.columns.filter(({ name }) => access.create.has(name)).map(({ path }) => path),
  );
  try {
    const { initial } = access;
    const whole = { ...Object.fromEntries(initial), ...values, ...fixedValues(resource, actor) };
    const toRow = () => ({ stored: toStored(resource, whole), isRow: null });
    const asked = { id: '', before: {}, after: plainValues(whole) };
    return await withinAllowance(resource, actor, asked, (guards) =>
      writeHiding(resource, actor, 'all', toRow, (also) =>
        insertMade(resource, actor, whole, [...guards, ...also]),
      ),
    );
  } catch (error) {
    if (error instanceof GuardError) {
      // A table without a declaration has no scope: the guard has missed the row itself.
      const isIgnored = table.declaration === null;
      throw isIgnored
        ? new DomainError('conflict', message('tables.not_created'), { cause: error })
        : new DomainError('forbidden', message('tables.row_of_others'), { cause: error });
    }
    return throwAsFieldErrors(error, table, fields);
  }
}

async function readTyped(
  resource: PanelResource,
  call: ActionContext | undefined,
  params: Record<string, unknown>,
): Promise<Values> {
  const { table, access } = resource;
  const errors: FieldErrors = {};
  const original = await originalOf(resource, call, params);
  const typed = table.columns
    .filter(({ name }) => access.create.has(name))
    .flatMap((column): { column: PanelColumn; value: ExactValue }[] => {
      const copied = original?.get(column);
      const input = Object.hasOwn(params, column.path) ? params[column.path] : undefined;
      const isLeft = input === undefined || input === null;
      // A field that is left takes the column's default.
      const parsed =
        isLeft && column.info.defaultExpression !== null
          ? { value: null }
          : parseFormValue(column, input, copied);
      if ('problem' in parsed) Object.assign(errors, fieldError(column, parsed.problem));
      else if (parsed.value !== null) return [{ column, value: parsed.value }];
      // A NULL of the duplicated row is no field that was left: its column may have a default.
      else if (copied === null && !column.info.notNull) return [{ column, value: null }];
      else if (!column.isRequired) return [];
      // An unchecked box sends nothing.
      else if (column.kind === 'boolean') return [{ column, value: 0 }];
      else Object.assign(errors, fieldError(column, message('tables.required')));
      return [];
    });
  Object.assign(errors, findSurplus(typed));
  Object.assign(errors, await refuseForeignRows(resource, call, typed));
  if (Object.keys(errors).length > 0) throw new ValidationError(errors);
  return Object.fromEntries(typed.map(({ column, value }) => [column.name, value]));
}

/**
 * Returns the values that a new row takes from the acting user.
 * @throws DomainError `forbidden` where the actor lacks one
 */
export function fixedValues(resource: PanelResource, actor: Actor): Values {
  return Object.fromEntries(
    [...resource.access.fixed].map(([name, source]) => {
      const value = actorValue(source, actor);
      if (value === null) throw new DomainError('forbidden', message('tables.no_own_value'));
      return [name, value];
    }),
  );
}

/** Inserts a row with a made key where it needs one; a short key that is taken is made again. */
async function insertMade(
  resource: PanelResource,
  actor: Actor,
  values: Values,
  also: readonly Write[],
): Promise<string> {
  const { context, table } = resource;
  const { madeKey } = table;
  if (madeKey === null || (values[madeKey.column] ?? null) !== null) {
    return insertRow(resource, actor, values, also);
  }
  const insert = () =>
    insertRow(
      resource,
      actor,
      { ...values, [madeKey.column]: makeKey(madeKey, context.newId) },
      also,
    );
  for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
    try {
      return await insert();
    } catch (error) {
      if (!isTaken(error, madeKey.column)) throw error;
    }
  }
  return insert();
}

function isTaken(error: unknown, column: string): boolean {
  const isUnique = error instanceof ConstraintError && error.kind === 'unique';
  return isUnique && error.columns.length === 1 && error.columns[0] === column;
}

async function insertRow(
  resource: PanelResource,
  actor: Actor,
  values: Values,
  also: readonly Write[],
): Promise<string> {
  const { context, table } = resource;
  const { key } = table;
  if (!key)
    throw new DomainError('forbidden', message('tables.cannot_change', { table: table.label }));
  const row: Values = { ...stampsNow(resource, /^(created|updated)_at$/), ...values };
  const stored = toStored(resource, row);
  const name = sql.identifier(table.info.name);
  const columns = Object.keys(stored).map((column) => sql`${sql.identifier(column)}`);
  const returned = key.columns.map(
    ({ expression, alias }) => sql`${expression} AS ${sql.identifier(alias)}`,
  );
  const body =
    columns.length === 0
      ? sql`DEFAULT VALUES`
      : sql`(${list(columns)}) VALUES (${list(Object.values(stored).map(bindExact))})`;
  const isNewRow = newRowCondition(table.info.primaryKey, stored);
  const knownId = idOfValues(key, row);
  const needs = needOfValues(
    table.declaration,
    Object.entries(values).map(([column, value]) => [column, undefined, value]),
  );
  const [[inserted]] = await commitPermitted(context, actor, needs, [
    sql`INSERT INTO ${name} ${body} RETURNING ${list(returned)}`,
    ...writtenGuard(resource),
    ...(resource.access.rows === 'all'
      ? []
      : [
          guard(
            'row.created',
            sql`SELECT count(*) FROM ${name} WHERE ${isNewRow} AND ${resource.scope(actor)}`,
          ),
        ]),
    auditWrite(context, actor, {
      action: `${singularOf(table.info.name)}.created`,
      tableName: table.info.name,
      recordId: knownId ?? sql`CAST(last_insert_rowid() AS TEXT)`,
      after: maskValues(resource, row),
    }),
    ...(table.declaration?.hooks?.onCreate?.(context, actor, {
      id: knownId ?? '',
      before: {},
      after: plainValues(row),
    }) ?? []),
    ...also,
  ]);
  if (!inserted) throw new Error('the insert answered no key');
  return key.encode(inserted);
}

/** Returns the id of a new row whose form has every value of its key. */
function idOfValues({ names, encodeValues }: RecordKey, row: Values): string | null {
  return names.length === 0 ? null : encodeValues(names.map((name) => row[name] ?? null));
}

/** Matches the row that was just inserted: by its key where that is known, else by its rowid. */
function newRowCondition(primaryKey: readonly string[], stored: Values): SQL {
  const known = primaryKey.map((name): [string, ExactValue] => [name, stored[name] ?? null]);
  if (known.length === 0 || known.some(([, value]) => value === null)) {
    return sql`rowid = last_insert_rowid()`;
  }
  return sql.join(
    known.map(([name, value]) => sql`${sql.identifier(name)} = ${bindExact(value)}`),
    sql` AND `,
  );
}

const list = (parts: SQL[]) => sql.join(parts, sql`, `);
