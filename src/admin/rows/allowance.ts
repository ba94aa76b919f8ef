import type { SQL } from 'drizzle-orm';
import { commitBatch } from '../../db/batch.js';
import { GuardError } from '../../db/errors.js';
import type { Actor } from '../../domain/actor.js';
import type { RowValues } from '../../services/allowance.js';
import { refusalError } from '../../services/operations/inputs.js';
import type { PanelResource } from '../records/panel-resource.js';

/** Writes of one row within the allowance of its login, such as the credit of an agent. */

/** After a lost race the next attempt refuses, unless somebody gave something back meanwhile. */
const ATTEMPTS = 3;

/**
 * Writes a row with the guard of the allowance that it takes from. When a guard fails, it decides
 * again on what is left now, so that a refusal names the sums of now.
 * @throws DomainError `invalid` on the allowance's column
 */
export async function withinAllowance<Result>(
  { context, table }: PanelResource,
  actor: Actor,
  row: RowValues & { id: string },
  write: (guards: readonly SQL[]) => Promise<Result>,
): Promise<Result> {
  const allowance = table.declaration?.hooks?.allowance?.(actor) ?? null;
  if (!allowance?.concerns(row)) return write([]);
  for (let attempt = 1; ; attempt += 1) {
    const [left] = await commitBatch(context.database, [allowance.read]);
    const refusal = allowance.start(left)(row);
    if (refusal !== null) {
      throw refusalError(row.id, { ...refusal, field: allowance.column }, 'invalid');
    }
    try {
      return await write([allowance.guard]);
    } catch (error) {
      if (!(error instanceof GuardError) || attempt === ATTEMPTS) throw error;
    }
  }
}
