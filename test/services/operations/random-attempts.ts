import { expect } from 'vitest';
import type { Context } from '../../../src/context.js';
import { DomainError } from '../../../src/errors.js';
import type { Message } from '../../../src/messages/message.js';
import type { OperationResult } from '../../../src/services/operations/run.js';
import { withFaults, type Fault } from '../../helpers/engines/faults.js';
import { isOutage, requireRefusal } from './random-refusals.js';
import type { How } from './random-operations.js';
import type { World } from './random-world.js';
import { stored } from '../../helpers/messages/stored.js';

/** Sends an operation of random play once, twice or with a fault, and checks the answers. */

/** Sends the operation, and again after a failed write. Returns true when something was done. */
export async function attempt(
  { context }: World,
  operationId: string,
  how: How,
  operation: (on: Context, operationId: string) => Promise<OperationResult>,
  count: (name: 'refused' | 'repeated' | 'survivedFault') => void,
  onRefusal: (refusal: Message) => unknown = () => undefined,
): Promise<boolean> {
  const faults: (Fault | undefined)[] = [how.fault];
  const faulty: Context = {
    ...context,
    database: withFaults(
      context.database,
      () => faults.shift(),
      () => how.position,
    ),
  };
  const sent = [operation(faulty, operationId)];
  if (how.repeat === 'at once') sent.push(operation(context, operationId));
  if (how.repeat === 'two operators') sent.push(operation(context, `${operationId}-other`));
  const settled = await Promise.allSettled(sent);
  const [first, second] = settled;
  if (!first) throw new Error('nothing was sent');
  let isDone = false;
  for (const outcome of settled) {
    if (outcome.status === 'fulfilled') isDone ||= outcome.value.done.length > 0;
    else {
      requireRefusal(outcome.reason);
      if (outcome.reason instanceof DomainError) onRefusal(outcome.reason.said);
    }
    if (outcome.status === 'rejected' ? !isOutage(outcome.reason) : isPartly(outcome.value)) {
      count('refused');
    }
    if (outcome.status === 'fulfilled') {
      for (const { reason } of outcome.value.refused) onRefusal(reason);
    }
  }
  if (how.repeat === 'at once' && first.status === 'fulfilled' && second?.status === 'fulfilled') {
    expect(stored(second.value.done)).toEqual(stored(first.value.done));
  }
  if (first.status === 'rejected' && isOutage(first.reason)) {
    const again = await operation(context, operationId).catch(requireRefusal);
    if (again) count('survivedFault');
    return isDone || (again?.done.length ?? 0) > 0;
  }
  if (how.fault === 'lost reply' && first.status === 'fulfilled') count('survivedFault');
  if (how.repeat === 'later' && first.status === 'fulfilled' && first.value.done.length > 0) {
    expect(stored(await operation(context, operationId))).toEqual(
      stored({ ...first.value, repeated: true }),
    );
    count('repeated');
  }
  return isDone;
}

const isPartly = ({ refused }: OperationResult) => refused.length > 0;
