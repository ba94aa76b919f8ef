import fs from 'node:fs';
import path from 'node:path';
import type { Config } from '../../config.js';
import { commitBatch } from '../../db/batch.js';
import { clearSessions } from '../../db/copies/clear-sessions.js';
import { syncFile } from '../../db/copies/durable.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { systemActor } from '../../services/accounts/actors.js';
import { auditWrite } from '../../services/audit.js';
import type { Copy } from '../backup/manifest.js';
import { ownCopies } from '../backup/owner.js';
import { folderProblem } from '../backup/problems.js';
import { openProof, proofSettings, proveBook, type Proof } from '../backup/prove.js';
import { rebuild } from '../backup/rebuild.js';
import { lackingRoom } from '../free-room.js';
import type { RestorePlan } from './plan.js';
import { asideName, giveTo, holdDatabase, inUse, putInPlace } from './put-in-place.js';

/** Restores the book: builds a new file, proves it, and puts it in the place of the old one. */

export interface RestoreOptions {
  now: Date;
  /** Receives each step, for operators who wait. */
  onStep?: ((step: Message) => void) | undefined;
}

export interface RestoreReport {
  copy: string;
  /** Instant of the restored book. */
  at: string;
  target: string;
  /** Files of the database that was there before. */
  aside: string[];
  /** Operations that the restored book lacks; null when they could not be counted. */
  operationsLost: number | null;
  sessionsEnded: number;
  reconciled: boolean;
  brokenRows: number;
  buildMs: number;
  proveMs: number;
  tookMs: number;
}

/** Marks the file that a restore is building. */
const BUILDING = '.restoring-';

/**
 * Carries out a plan.
 * @throws DomainError `conflict` while a process has the database open or when a copy is damaged;
 * the database is as it was then
 */
export async function restoreBook(
  plan: RestorePlan,
  config: Config,
  options: RestoreOptions,
): Promise<RestoreReport> {
  const { target, isBook } = plan;
  refuseUnfitFolder(plan);
  if (!isBook) return restoreAlone(plan, config, options);
  // A server owns the copies for as long as it lives, and no other restore may begin.
  const lock = ownCopies(target);
  if (!lock) throw inUse(target);
  try {
    holdDatabase(target)?.release();
    removeUnfinished(target);
    return await restoreAlone(plan, config, options);
  } finally {
    lock.release();
  }
}

async function restoreAlone(
  plan: RestorePlan,
  config: Config,
  { now, onStep }: RestoreOptions,
): Promise<RestoreReport> {
  const startedAt = Date.now();
  const { target, chain, copy, lost } = plan;
  const made = `${target}${BUILDING}${process.pid}`;
  try {
    await rebuild(chain, made, {
      onStep: ({ name }, step, steps) =>
        onStep?.(message('backup.verifying', { step, steps, name })),
    });
    const builtAt = Date.now();
    onStep?.(message('restore.proving'));
    const proof = await proveBook(made, proofSettings(config), copy.at);
    const sessionsEnded = await markRestored(made, config, copy, proof, now);
    const provenAt = Date.now();
    const held = holdDatabase(target);
    let aside: string[];
    try {
      giveTo(made, fs.existsSync(target) ? target : path.dirname(target));
      aside = putInPlace(made, target, asideName(target, now));
    } finally {
      held?.release();
    }
    return {
      ...{ copy: copy.name, at: copy.at, target, aside, sessionsEnded },
      operationsLost: lost?.count ?? null,
      reconciled: proof.reconciled,
      brokenRows: proof.brokenRows,
      buildMs: builtAt - startedAt,
      proveMs: provenAt - builtAt,
      tookMs: Date.now() - startedAt,
    };
  } catch (error) {
    throw folderProblem(error, path.dirname(target));
  } finally {
    removeUnfinished(target);
  }
}

/** Ends all sessions, notes the restore in the audit trail, and brings the file to the disk. */
async function markRestored(
  file: string,
  config: Config,
  copy: Copy,
  { reconciled }: Proof,
  now: Date,
): Promise<number> {
  const ended = clearSessions(file);
  // On another schema the trail may have other columns; the copies of the folder tell enough.
  if (reconciled) {
    const context = await openProof(file, proofSettings(config), now.toISOString());
    try {
      await commitBatch(context.database, [
        auditWrite(context, await systemActor(context), {
          action: 'book.restored',
          tableName: 'book',
          recordId: copy.name,
          after: { at: copy.at, operation: copy.newestOperation?.id ?? null, sessions: ended },
        }),
      ]);
    } finally {
      await context.close();
    }
  }
  syncFile(file);
  return ended;
}

/** Refuses a folder that does not exist, or whose disk has no room for the new file. */
function refuseUnfitFolder({ target, copy }: RestorePlan): void {
  const folder = path.dirname(target);
  if (!fs.existsSync(folder)) {
    throw new DomainError('configuration', message('database.folder_missing', { folder }), {
      hint: message('restore.folder_hint'),
    });
  }
  const room = lackingRoom(folder, copy.pages * copy.pageSize);
  if (!room) return;
  throw new DomainError('configuration', message('restore.no_room', room), {
    hint: message('restore.no_room_hint'),
  });
}

/** Removes the file of an interrupted restore, and of this one when it failed. */
function removeUnfinished(target: string): void {
  const folder = path.dirname(target);
  const begin = `${path.basename(target)}${BUILDING}`;
  for (const name of fs.readdirSync(folder)) {
    if (name.startsWith(begin)) fs.rmSync(path.join(folder, name), { force: true });
  }
}
