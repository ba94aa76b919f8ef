import { message, type Message } from '../../messages/message.js';
import type { RestorePlan } from '../../ops/restore/plan.js';
import type { Text } from '../shell/output.js';

/** Writes the plan of a restore: source, instant, loss, and what the operator has to do besides. */
export function planText(plan: RestorePlan): Text {
  const { chain, copy, target, passedOver, pending, missingKeys, isBook, isThere } = plan;
  return [
    message('restore.plan', {
      copy: copy.name,
      target,
      at: copy.at.slice(0, 19).replace('T', ' '),
    }),
    message('restore.plan_chain', { increments: chain.length - 1 }),
    ...passedOver.map(({ name, problem }) =>
      problem
        ? message('restore.plan_damaged', { name, problem })
        : message('restore.plan_later', { name }),
    ),
    ...(isBook ? lossOf(plan) : []),
    ...(pending.length > 0 ? [message('restore.plan_pending', { migrations: pending })] : []),
    ...(missingKeys.length > 0 ? [message('restore.plan_keys', { keys: missingKeys })] : []),
    ...(isBook ? [message(isThere ? 'restore.plan_aside' : 'restore.plan_sessions')] : []),
  ];
}

function lossOf({ lost, endsEarlier, isThere, copy }: RestorePlan): readonly Text[] {
  if (!isThere) return [message('restore.plan_empty')];
  if (endsEarlier) return [earlierEnd(endsEarlier, copy)];
  if (!lost) return [unknownLoss(copy.newestOperation?.id)];
  if (lost.count === 0) return [message('restore.plan_nothing_lost')];
  return [
    message('restore.plan_lost', { operations: lost.count }),
    {
      head: [
        message('restore.column_operation'),
        message('restore.column_kind'),
        message('restore.column_at'),
      ],
      rows: lost.newest.map(({ id, kind, at }) => [id, kind, at]),
    },
  ];
}

const unknownLoss = (operation = '-'): Message =>
  message('restore.plan_lost_unknown', { operation });

/** Names both ends of a book that lacks operations of its copy. */
function earlierEnd(
  { newestOperation: last }: NonNullable<RestorePlan['endsEarlier']>,
  { newestOperation: copied }: RestorePlan['copy'],
): Message {
  const end = {
    copied: copied?.id ?? '-',
    copiedKind: copied?.kind ?? '-',
    copiedAt: copied?.at ?? '-',
  };
  if (!last) return message('restore.plan_ends_empty', end);
  const { id, kind, at } = last;
  return message('restore.plan_ends_earlier', { operation: id, kind, at, ...end });
}
