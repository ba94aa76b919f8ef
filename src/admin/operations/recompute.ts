import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { dateOf, shiftPeriod } from '../../domain/period.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { bookCalendar } from '../../services/calendar.js';
import { thisWeek } from '../../services/figures/scope.js';
import {
  previewRecompute,
  recomputeStats,
  type RecomputeRange,
  type RecomputeReport,
} from '../../services/stats/recompute.js';
import type { FigureChange } from '../../services/stats/stored-periods.js';
import type { Preview } from '../contract/panel.js';
import type { OperationDeclaration, OperationInput } from '../declaration/actions.js';
import { humanise } from '../tables/names.js';

/**
 * Declares the action that recomputes stored figures, in their lists: its preview shows old → new
 * before anything is written.
 */

/** Values that the form names; the command line names them all. */
const MOST_LINES = 300;

const spans = [
  { value: 'this_week', label: message('actions.this_week') },
  { value: 'last_week', label: message('actions.last_week') },
  { value: 'range', label: message('actions.a_range') },
  { value: 'everything', label: message('actions.everything') },
];

export const recomputeFigures: OperationDeclaration = {
  on: 'resource',
  label: message('actions.recompute'),
  icon: 'RefreshCw',
  title: message('actions.recompute_title'),
  description: message('actions.recompute_description'),
  fields: [
    {
      name: 'span',
      label: message('actions.field_span'),
      type: 'select',
      required: true,
      options: spans,
      value: 'this_week',
    },
    {
      name: 'from',
      label: message('actions.field_from'),
      type: 'date',
      hint: message('actions.from_hint'),
    },
    {
      name: 'to',
      label: message('actions.field_to'),
      type: 'date',
      hint: message('actions.to_hint'),
    },
  ],
  preview: async (context, actor, { fields }) =>
    toRecomputePreview(await previewRecompute(context, actor, readRange(context, fields))),
  run: (context, actor, { fields }) => runRecompute(context, actor, fields),
};

async function runRecompute(context: Context, actor: Actor, fields: OperationInput['fields']) {
  const { periods, changes } = await recomputeStats(context, actor, readRange(context, fields));
  const text = `${countNoun(periods, 'period')} recomputed, ${countNoun(changes.length, 'value')} changed`;
  return { done: [{ id: 'figures', label: 'Figures', text }], refused: [] };
}

/**
 * Reads the days to recompute.
 * @throws DomainError `invalid` on `from`: a range needs its first day
 */
function readRange(context: Context, fields: OperationInput['fields']): RecomputeRange {
  const calendar = bookCalendar(context);
  const today = dateOf(calendar, context.clock.now());
  const week = thisWeek(context);
  switch (fields['span'] ?? 'this_week') {
    case 'everything':
      return 'all';
    case 'last_week': {
      const { start, end } = shiftPeriod(calendar, week, -1);
      return { from: start, to: end };
    }
    case 'range':
      if (!fields['from']) {
        throw new DomainError('invalid', 'say on which day the range begins', { field: 'from' });
      }
      return { from: fields['from'], to: fields['to'] ?? today };
    default:
      return { from: week.start, to: today };
  }
}

function toRecomputePreview({ range, periods, changes }: RecomputeReport): Preview {
  const days = range === null ? 'the book is empty' : `${range.from} to ${range.to}`;
  const looked = `${days}: ${countNoun(periods, 'period')} looked at`;
  const warnings =
    changes.length === 0
      ? [`${looked}, all up to date: there is nothing to recompute`]
      : changes.length > MOST_LINES
        ? [`${looked}; the first ${MOST_LINES} of ${countNoun(changes.length, 'value')} are shown`]
        : [];
  return { lines: changes.slice(0, MOST_LINES).map(toChangeLine), warnings };
}

function toChangeLine({ table, period, periodStart, name, before, after }: FigureChange) {
  return {
    id: `${table} ${period} ${periodStart} ${name}`,
    label: `${humanise(name)}, ${period} from ${periodStart}`,
    text: `${formatValue(before)} → ${formatValue(after)} (${humanise(table).toLowerCase()})`,
  };
}

/** Formats a stored value; null where there is no row. */
function formatValue(value: number | null): string {
  if (value === null) return 'nothing';
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

function countNoun(value: number, noun: string): string {
  return `${value.toLocaleString('en-US')} ${noun}${value === 1 ? '' : 's'}`;
}
