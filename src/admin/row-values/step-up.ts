import type { StepUpNeed } from '../../services/step-up/need.js';
import type { ResourceDeclaration } from '../declaration/resource.js';
import type { ExactValue } from '../values/exact-value.js';

/** Finds new values of a row that need a step-up, by the declaration of its table. */

/** A column's value before, `undefined` in a new row, and after. */
export type ValueChange = [column: string, before: ExactValue | undefined, after: ExactValue];

/** Returns the need of each changed column that asks for a step-up. */
export function needOfValues(
  declaration: Pick<ResourceDeclaration, 'columns'> | null,
  changes: readonly ValueChange[],
): StepUpNeed[] {
  return changes.flatMap(([column, before, after]): StepUpNeed[] => {
    switch (declaration?.columns?.[column]?.stepUp) {
      case undefined:
        return [];
      case 'change':
        return before === undefined || before === after ? [] : [{ always: true }];
      case 'raise':
        return [{ cents: Math.max(0, centsOf(after) - centsOf(before)) }];
    }
  });
}

/** Reads dollars as they are stored: NULL is no limit given. */
function centsOf(value: ExactValue | undefined): number {
  const dollars = Number(value ?? 0);
  return Number.isFinite(dollars) ? Math.round(dollars * 100) : 0;
}
