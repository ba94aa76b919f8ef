import { sql } from 'drizzle-orm';
import type { Context } from '../../src/context.js';
import { guard, rows } from '../../src/db/batch.js';
import { toTimestamp } from '../../src/db/ids.js';
import { requireRole, type Actor } from '../../src/domain/actor.js';
import type { Decision } from '../../src/domain/decision.js';
import { message, verbatim } from '../../src/messages/message.js';
import { auditWrite } from '../../src/services/audit.js';
import { parseText, refusalError, unknownRow } from '../../src/services/operations/inputs.js';
import { runOperation, type OperationResult } from '../../src/services/operations/run.js';

/**
 * Service of promotions. In the project the decision stands in `src/domain`, the service in a
 * folder of `src/services`; a panel, a command and a test call the same function.
 */

export interface EndPromotionInput {
  /** Id from the caller: the same id again has no second effect. */
  operationId: string;
  id: string;
  reason: string;
}

interface Promotion {
  name: string;
  status: 'draft' | 'running' | 'ended';
}

interface PromotionColumns extends Promotion {
  agent_id: string | null;
  version: number;
}

/**
 * Decides whether a promotion may end: the change, or a refusal with the way out. A pure function.
 */
export function decideEnd({ name, status }: Promotion): Decision<{ status: 'ended' }> {
  if (status === 'running') return { ok: true, change: { status: 'ended' } };
  return {
    ok: false,
    refusal:
      status === 'draft'
        ? {
            kind: verbatim('draft'),
            message: verbatim(`promotion ${name} is a draft that nobody can claim`),
            hint: verbatim('edit it instead'),
          }
        : {
            kind: verbatim('already ended'),
            message: verbatim(`promotion ${name} is already ended`),
          },
  };
}

/**
 * Ends a running promotion at once: read, decide, one guarded batch with its audit row.
 * @throws DomainError `forbidden`, `invalid` on a field, `not_found`, `conflict`
 */
export async function endPromotion(
  context: Context,
  actor: Actor,
  input: EndPromotionInput,
): Promise<OperationResult> {
  requireRole(actor, ['admin', 'agent'], verbatim('ending promotions'));
  const reason = parseText(input.reason, 'reason', { required: true });
  const { id, operationId } = input;
  const now = toTimestamp(context.clock.now());
  return runOperation(context, actor, {
    id: operationId,
    kind: 'promotion.end',
    request: { id, reason },
    read: [
      rows<PromotionColumns>(
        sql`SELECT agent_id, name, status, version FROM promotions WHERE id = ${id}`,
      ),
    ],
    plan: ([[promotion]]) => {
      if (!promotion || !owns(actor, promotion)) {
        throw refusalError(id, unknownRow(message('operations.no_row')));
      }
      const decision = decideEnd(promotion);
      if (!decision.ok) throw refusalError(id, decision.refusal);
      const { name, status, version } = promotion;
      return {
        outcome: {
          done: [{ id, label: name, text: verbatim(`promotion ${name} ended`) }],
          refused: [],
        },
        writes: [
          sql`UPDATE promotions SET status = ${decision.change.status}, ends_at = ${now},
              updated_at = ${now}, version = version + 1, operation_id = ${operationId}
            WHERE id = ${id} AND version = ${version}`,
          // Fails the whole batch where another operation was faster: this one reads and decides
          // again.
          guard(
            'promotion',
            sql`EXISTS (SELECT 1 FROM promotions WHERE id = ${id} AND operation_id = ${operationId})`,
          ),
          auditWrite(context, actor, {
            action: 'promotion.ended',
            tableName: 'promotions',
            recordId: id,
            operationId,
            reason,
            before: { status },
            after: { status: decision.change.status },
          }),
        ],
      };
    },
  });
}

/**
 * Yields the lines of a file with a promotion's terms; the panel has checked that the row is the
 * actor's.
 */
export async function* termsOf(context: Context, _actor: Actor, id: string): AsyncIterable<string> {
  const [row] = await context.db.all<{ name: string; terms: string | null }>(
    sql`SELECT name, terms FROM promotions WHERE id = ${id}`,
  );
  yield `${row?.name ?? ''}\n\n`;
  yield `${row?.terms ?? 'no terms'}\n`;
}

/** Checks the scope, because the command line has no panel in front of the service. */
function owns(actor: Actor, { agent_id }: PromotionColumns): boolean {
  return actor.role === 'admin' || (actor.agentId !== null && agent_id === actor.agentId);
}
