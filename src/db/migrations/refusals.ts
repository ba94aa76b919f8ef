import { DomainError } from '../../errors.js';
import { message, verbatim } from '../../messages/message.js';
import { isKept, type RowLoss } from './kept-rows.js';
import { lossMessage, type TriedScript } from './try-script.js';

/** Refusals of a script that would take away what it does not name. Nothing was changed then. */

/**
 * Refuses a tried script that does not run, or that loses objects which it does not name.
 * @throws DomainError `configuration` naming the migration and each loss
 */
export function refuseTried(migration: string, { problem, unnamed }: TriedScript): void {
  if (problem !== null) throw doesNotRun(migration, problem);
  if (unnamed.length === 0) return;
  const losses = unnamed.map(lossMessage);
  throw new DomainError(
    'configuration',
    message('database.migration_would_lose', { migration, losses }),
    { hint: message('database.migration_would_lose_hint') },
  );
}

/** Returns the refusal of a script that deletes rows which it does not name, or that always stay. */
export function losesRows(migration: string, losses: readonly RowLoss[]): DomainError {
  const isForGood = losses.every(({ table }) => isKept(table));
  return new DomainError(
    'configuration',
    message('database.migration_would_lose', { migration, losses: losses.map(rowLossMessage) }),
    {
      hint: isForGood
        ? message('database.migration_kept_rows_hint')
        : message('database.migration_rows_hint'),
    },
  );
}

/** Returns the refusal of a migration that nothing takes back. */
export function hasNoWayBack(migration: string): DomainError {
  return new DomainError('configuration', message('database.migration_final', { migration }), {
    hint: message('database.migration_final_hint', { migration }),
  });
}

/** Returns the refusal of a script whose tried schema is not that of the database any more. */
export function schemaChanged(migration: string): DomainError {
  return new DomainError('conflict', message('database.migration_schema_changed', { migration }), {
    hint: message('database.migration_schema_changed_hint'),
  });
}

/** Says how many rows of a table go. */
export function rowLossMessage({ table, rows, remaining }: RowLoss) {
  return message('database.loss_rows', { table, lost: rows - remaining, rows });
}

function doesNotRun(migration: string, problem: string): DomainError {
  const said = message('database.migration_failed', { migration, problem: verbatim(problem) });
  return new DomainError('configuration', said, { hint: message('database.migration_failed_hint') });
}
