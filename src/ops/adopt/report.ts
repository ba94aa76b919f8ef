import type { SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { type AuditActor, auditWrite } from '../../services/audit.js';
import type { AdoptionPlan } from './plan.js';

/** The result of an adoption, and its row of the audit trail. */

export interface AdoptedTable {
  name: string;
  rows: number;
  /** SHA-256 of all rows, the same on both sides. */
  hash: string;
}

export interface AdoptionReport {
  file: string;
  tables: AdoptedTable[];
}

/** Action of the audit row by which `db check` knows adopted objects. */
export const ADOPTED = 'database.adopted';

/** Writes who adopted which objects. */
export function adoptionAudit(
  context: Context,
  actor: AuditActor,
  { file, objects }: AdoptionPlan,
): SQL {
  return auditWrite(context, actor, {
    action: ADOPTED,
    after: { file, objects: objects.map(({ type, as }) => ({ type, name: as })) },
  });
}

/** Says that an adoption was given up, and why. */
export function differs(problem: Message): DomainError {
  return new DomainError('conflict', message('adoption.differs', { problem }), {
    hint: message('shared.nothing_changed'),
  });
}
