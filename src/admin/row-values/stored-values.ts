import type { ActionContext } from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import { guard } from '../../db/batch.js';
import type { SqlValue } from '../../db/types.js';
import { message } from '../../messages/message.js';
import { blindIndex, encryptColumn, MASK } from '../../services/encryption/columns.js';
import { toJson, toPlain, type ExactValue } from '../values/exact-value.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { inFormatOf } from '../values/timestamp-format.js';
import { fieldError, type FieldErrors } from './field-errors.js';
import { isFile } from './file-columns.js';
import { auditOfFile } from './file-values.js';
import type { PanelResource } from '../records/panel-resource.js';

/**
 * Serves create and edit: checks references against the scope, encrypts values for storage, masks
 * them for the audit trail.
 */

/** Stands in the audit trail for personal data that is not encrypted. */
const MASKED = '[personal]';

/** Values by column name. */
export type Values = Record<string, ExactValue>;

/** Converts values for the hooks of declarations: integers to numbers where that is exact. */
export function plainValues(values: Readonly<Values>): Record<string, SqlValue> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toPlain(value)]));
}

/**
 * Finds references to rows that do not exist or are out of the actor's scope; both get the same
 * message.
 */
export async function refuseForeignRows(
  resource: PanelResource,
  call: ActionContext | undefined,
  typed: readonly { column: PanelColumn; value: ExactValue }[],
): Promise<FieldErrors> {
  const errors: FieldErrors = {};
  await Promise.all(
    typed.map(async ({ column, value }) => {
      if (column.references === null || value === null) return;
      const target = resource.resourceOf(column.references);
      // Rows of a table that the role does not have are known to the database alone.
      if (!target && resource.table.declaration === null) return;
      const id = column.referencedKey?.encodeValues([value]) ?? null;
      const found = id === null ? null : await target?.titles([id], call, column.referencedKey);
      if (found && found.size > 0) return;
      Object.assign(errors, fieldError(column, message('tables.unknown_row')));
    }),
  );
  return errors;
}

/** Encrypts values for storage and sets the blind indexes beside them. */
export function toStored<Value extends ExactValue>(
  resource: PanelResource,
  values: Record<string, Value>,
): Record<string, Value | string | null> {
  const { context, table } = resource;
  // It has no prototype: a column may be called `__proto__`.
  const stored = Object.create(null) as Record<string, Value | string | null>;
  for (const [name, value] of Object.entries(values)) {
    const column = table.columns.find((candidate) => candidate.name === name);
    const isText = typeof value === 'string' || value === null;
    stored[name] =
      column?.encrypted && isText ? encryptColumn(context, table.info.name, name, value) : value;
    if (column?.encrypted?.indexColumn && isText) {
      stored[column.encrypted.indexColumn] = blindIndex(context, table.info.name, name, value);
    }
  }
  return stored;
}

/**
 * Masks secret, encrypted and sensitive values for the audit trail. `writeFile` writes the bytes of
 * a file: their size and hash, unless the trail must keep them.
 */
export function maskValues(
  { table }: Pick<PanelResource, 'table'>,
  values: Values,
  writeFile: (value: ExactValue) => unknown = auditOfFile,
  isOnlyTraced: (value: ExactValue) => boolean = () => false,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const column = table.columns.find((candidate) => candidate.name === name);
      if (value === null) return [name, null];
      if (!column || column.isSecret || column.encrypted) return [name, MASK];
      if (column.isSensitive) return [name, MASKED];
      if (isOnlyTraced(value)) return [name, auditOfFile(value)];
      if (isFile(column)) return [name, writeFile(value)];
      // JSON has no bytes: they are written as in addresses.
      return [name, value instanceof Uint8Array ? toJson(value) : toPlain(value)];
    }),
  );
}

/** Returns the time of now for the columns of that name, each in the notation of its column. */
export function stampsNow({ context, table }: PanelResource, name: RegExp): Values {
  const now = `${context.clock.now().toISOString().slice(0, 19)}Z`;
  return Object.fromEntries(
    table.columns
      .filter(({ name: own, kind }) => name.test(own) && kind === 'datetime')
      .filter(({ info }) => !info.isGenerated)
      .map(({ name: own, format }) => [own, inFormatOf(format.like ?? null, now)]),
  );
}

/**
 * Guards a batch against a trigger of another program that ignores the statement before, by
 * `RAISE(IGNORE)`: the audit trail would tell of a change that nobody made.
 */
export function writtenGuard({ table }: PanelResource): SQL[] {
  return table.declaration === null ? [guard('row.written', sql`SELECT changes()`)] : [];
}
