import type { Context } from '../../context.js';
import { commitBatch } from '../../db/batch.js';
import { knownWork } from '../../db/copies/snapshot-facts.js';
import { toTimestamp } from '../../db/ids.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { backupFolder } from '../../paths.js';
import { systemActor } from '../../services/accounts/actors.js';
import { auditWrite } from '../../services/audit.js';
import type { Copy } from '../backup/manifest.js';
import { newestCopy } from './copies.js';

/**
 * Notices a book that lacks operations which its newest copy has: the write-ahead log was cut or
 * lost, or an older file stands in its place. SQLite opens such a file without a word, because an
 * older state is a sound one. Money that was paid out would be paid again.
 */

const RESTORED = 'book.restored';
const ACCEPTED = 'book.loss_accepted';

/**
 * Returns the newest copy of a folder when the book lacks its newest operation. A restore to an
 * earlier time, and a loss that somebody has accepted, are in the audit trail.
 */
export function lostWork({ engine, config }: Context, folder = backupFolder(config)): Copy | null {
  if (folder === null || engine.copyTo === null) return null;
  const newest = newestCopy(folder);
  if (!newest?.newestOperation) return null;
  const known = knownWork(engine.location, newest.newestOperation.id, [RESTORED, ACCEPTED]);
  if (known.hasOperation || known.book !== newest.book) return null;
  const isExplained = known.newestEntry !== null && known.newestEntry >= timestampOf(newest);
  return isExplained ? null : newest;
}

/** @throws DomainError `conflict` for a book that lacks operations of its newest copy */
export function refuseLostWork(context: Context, folder?: string): void {
  const copy = lostWork(context, folder);
  if (!copy?.newestOperation) return;
  const { id, kind, at } = copy.newestOperation;
  throw new DomainError(
    'conflict',
    message('backup.work_lost', { copy: copy.name, operation: id, kind, at }),
    { hint: message('backup.work_lost_hint') },
  );
}

/** Notes in the audit trail that the book goes on without the operations that it lacks. */
export async function acceptLostWork(context: Context, folder: string): Promise<void> {
  const copy = lostWork(context, folder);
  if (!copy) return;
  await commitBatch(context.database, [
    auditWrite(context, await systemActor(context), {
      action: ACCEPTED,
      tableName: 'book',
      recordId: copy.name,
      after: { at: copy.at, operation: copy.newestOperation?.id ?? null },
    }),
  ]);
}

/** Writes the instant of a copy as the trail does, to the second. */
function timestampOf({ at }: Copy): string {
  return toTimestamp(new Date(at));
}
