import { message, type Message } from '../../messages/message.js';
import type { RestorePlan } from '../../ops/restore/plan.js';
import type { Text } from '../shell/output.js';

/** Writes the plan of a restore: source, instant, loss, and what the operator has to do besides. */
export function planText(plan: RestorePlan): Text {
  const { chain, copy, target, passedOver, pending, missingKeys, isBook } = plan;
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
    ...(isBook ? [message('restore.plan_aside')] : []),
  ];
}

function lossOf({ lost, isThere, copy }: RestorePlan): readonly Text[] {
  if (!isThere) return [message('restore.plan_empty')];
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
