import { figureDefinitions, isFigureName } from '../../domain/figure-definitions.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import type { FigureChange } from './stored-periods.js';

/** Titles of the columns of `weekly_stats`. */
const weeklyTitles: Readonly<Record<string, string>> = {
  total_handle: 'Total handle',
  total_win: 'Total win',
  total_volume: 'Total volume',
  total_bets: 'Total bets',
};

/** Names a stored value: its figure and its period. */
export function sayStoredValue({
  name,
  period,
  periodStart,
}: Pick<FigureChange, 'name' | 'period' | 'periodStart'>): Message {
  return message('figures.stored_value', {
    figure: figureOf(name),
    kind: `period.${period}`,
    day: periodStart,
  });
}

function figureOf(name: string): Message {
  if (isFigureName(name)) return figureDefinitions[name].label;
  const title = weeklyTitles[name];
  // Another program added a metric of its own.
  return title === undefined ? verbatim(name) : message('title', { title });
}
