import type { SQL } from 'drizzle-orm';
import { commitBatch, type Row, type Write } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { refusalMessage } from '../../services/operations/inputs.js';
import type { RowValues, TakeAllowance } from '../../services/allowance.js';
import { plainValues } from '../row-values/stored-values.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { Effect } from './decide.js';

/**
 * Rows of an import take from the allowance of their login in the order of the file: a row that
 * does not fit is refused by itself, and the rows behind it take from what is left.
 */
export interface ImportAllowance {
  /** The read of what is left; nothing where the login has no allowance. */
  reads: readonly Write[];
  start: (rows: readonly Row[]) => TakeAllowance;
  /** Reads what is left outside of a batch, for a check. */
  look: () => Promise<TakeAllowance>;
  /** Refuses the rows that do not fit. */
  apply: (effects: readonly Effect[], take: TakeAllowance) => Effect[];
  /** Returns the guard of a batch that writes these rows. */
  guards: (effects: readonly Effect[]) => SQL[];
}

/** Returns the allowance of the login that imports. */
export function importAllowance(resource: ScopedResource, actor: Actor): ImportAllowance {
  const { table, access } = resource;
  const allowance = table.declaration?.hooks?.allowance?.(actor) ?? null;
  if (allowance === null) {
    return {
      reads: [],
      start: () => takeAll,
      look: () => Promise.resolve(takeAll),
      apply: (effects) => [...effects],
      guards: () => [],
    };
  }
  const rowOf = (effect: Effect): RowValues | null => {
    const row = valuesOf(effect, Object.fromEntries(access.initial));
    return row !== null && allowance.concerns(row) ? row : null;
  };
  return {
    reads: [allowance.read],
    start: allowance.start,
    look: async () => {
      const [left] = await commitBatch(resource.context.engine.longReads, [allowance.read]);
      return allowance.start(left);
    },
    apply: (effects, take) =>
      effects.map((effect) => {
        const row = rowOf(effect);
        const refusal = row === null ? null : take(row);
        return refusal === null
          ? effect
          : { kind: 'refused', row: effect.row, problem: refusalMessage(refusal) };
      }),
    guards: (effects) =>
      effects.some((effect) => rowOf(effect) !== null) ? [allowance.guard] : [],
  };
}

const takeAll: TakeAllowance = () => null;

function valuesOf(effect: Effect, initial: RowValues['after']): RowValues | null {
  switch (effect.kind) {
    case 'add':
      return { before: {}, after: { ...initial, ...plainValues(effect.values) } };
    case 'change': {
      const side = (which: 'before' | 'after') =>
        plainValues(Object.fromEntries(effect.changes.map((one) => [one.column.name, one[which]])));
      return { before: side('before'), after: side('after') };
    }
    case 'same':
    case 'refused':
      return null;
  }
}
