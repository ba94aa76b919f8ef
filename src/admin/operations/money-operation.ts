import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { customerOf } from '../../domain/decision.js';
import { formatCents } from '../../domain/money.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import type { OperationResult } from '../../services/operations/run.js';
import {
  previewOperation,
  type OperationKind,
  type OperationPreview,
} from '../../services/previews/preview.js';
import type { Preview } from '../contract/panel.js';
import type {
  BulkDeclaration,
  ActionLook,
  OperationDeclaration,
  OperationInput,
} from '../declaration/actions.js';

/**
 * Declares operations on wagers and transactions as actions: on one record, and as bulk runs on
 * many.
 */

interface ChangeInput {
  operationId: string;
  ids: readonly string[];
  reason?: string | null | undefined;
  expectedVersions?: Readonly<Record<string, number>> | undefined;
}

interface MoneyOperation<Input extends ChangeInput> extends ActionLook {
  kind: OperationKind;
  change: (context: Context, actor: Actor, input: Input) => Promise<OperationResult>;
  /** Input of the service beside the rows, the reason and the versions. */
  input?: (fields: OperationInput['fields']) => Omit<Input, keyof ChangeInput>;
}

/**
 * Declares the action on a record; as `NAMEMany`, the one on chosen rows; as `NAMEAll`, the one on
 * all that match the list's filter. The resource's access says which role has which.
 */
export function moneyOperation<Input extends ChangeInput>(
  name: string,
  { kind, change, input, ...look }: MoneyOperation<Input>,
): Record<string, OperationDeclaration | BulkDeclaration> {
  const declaration: Omit<OperationDeclaration, 'on'> = {
    ...look,
    preview: async (context, actor, { ids, fields }) => {
      const { result } = fields;
      const asked = {
        ...{ kind, ids, reason: fields['reason'] },
        ...(result == null ? {} : { result: result as 'win' }),
      };
      return toOperationPreview(context, await previewOperation(context, actor, asked));
    },
    run: (context, actor, { operationId, ids, fields, token }) =>
      change(context, actor, {
        ...(input?.(fields) as Input),
        operationId,
        ids,
        reason: fields['reason'] ?? null,
        expectedVersions: readToken(token),
      }),
  };
  return {
    [name]: { ...declaration, on: 'record', isScoped: true, decidedBy: kind },
    [`${name}Many`]: { ...look, on: 'chosen', kind, all: `${name}All`, when: {} },
    [`${name}All`]: { ...look, on: 'all', kind, when: {} },
  };
}

function toOperationPreview({ config }: Context, preview: OperationPreview): Preview<Message> {
  const { customers, refused, rows } = preview;
  const { currency } = config;
  return {
    lines: rows.map(({ id, label, text }) => ({ id, label, text })),
    total: totalOf(preview, currency),
    warnings: customers
      .filter(({ isOverLimit }) => isOverLimit)
      .map(({ id, name, balanceAfterCents, limitCents }) =>
        message('operations.over_limit', {
          customer: customerOf({ customerId: id, customerName: name }),
          debt: -balanceAfterCents,
          limit: limitCents,
          currency,
        }),
      ),
    refused,
    token: JSON.stringify(preview.expectedVersions),
  };
}

/** Returns the money that moves, with its sign. */
function totalOf(
  { creditedCents: credited, debitedCents: debited }: OperationPreview,
  currency: string,
): Message | string {
  if (credited > 0 && debited > 0) {
    return message('operations.both_move', { credited, debited, currency });
  }
  if (credited > 0) return `+${formatCents(credited)} ${currency}`;
  if (debited > 0) return `-${formatCents(debited)} ${currency}`;
  return message('operations.nothing_moves');
}

/** @throws DomainError `invalid` when the preview's token was tampered with */
function readToken(token: string | null): Record<string, number> {
  if (token === null) return {};
  try {
    const versions = JSON.parse(token) as unknown;
    const isRecord = typeof versions === 'object' && versions !== null && !Array.isArray(versions);
    if (isRecord && Object.values(versions).every(Number.isSafeInteger)) {
      return versions as Record<string, number>;
    }
  } catch {
    // Refused below, like every other token that is not ours.
  }
  throw new DomainError('invalid', message('operations.foreign_preview'), {
    hint: message('operations.open_again'),
  });
}
