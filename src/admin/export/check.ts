import type { ActionContext } from 'adminjs';
import { SchemaError } from '../../db/errors.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { ExportedList } from './rows.js';

/**
 * Checks before the first byte that every row of a file can be read. Stored values always can. A
 * view, a virtual table or a generated column computes its values, and may fail on a row in the
 * middle, where only a broken connection could still tell.
 */

/**
 * Reads the columns of the list that are computed, in all of its rows.
 * @throws DomainError `invalid` naming the column that fails
 */
export async function refuseUnreadable(
  resource: ScopedResource,
  { filter, order, columns }: ExportedList,
  call: ActionContext,
): Promise<void> {
  const { columns: all, info } = resource.table;
  if (info.problem !== null) return;
  const isComputed = info.kind === 'view' || info.kind === 'virtual';
  const checked = all.filter(
    (column) =>
      (columns.includes(column.name) || column.name === order.sortBy) &&
      (isComputed || column.info.isGenerated),
  );
  const failures = await Promise.all(
    checked.map(async ({ name, label }) => {
      try {
        await resource.evaluate(filter, name, call);
        return [];
      } catch (error) {
        if (error instanceof SchemaError) return [{ label, problem: error.said }];
        throw error;
      }
    }),
  );
  const [first] = failures.flat();
  if (first === undefined) return;
  const said = message('files.column_fails', { column: first.label, problem: first.problem });
  throw new DomainError('invalid', message('files.not_exported', { problems: said }), {
    hint: message('files.leave_column_out'),
  });
}
