import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { dateOf, shiftPeriod } from '../../domain/period.js';
import { DomainError } from '../../errors.js';
import { message, verbatim, type Message } from '../../messages/message.js';
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
  const text = message('operations.recomputed', { periods, values: changes.length });
  return { done: [{ id: 'figures', label: message('operations.figures'), text }], refused: [] };
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
        throw new DomainError('invalid', message('operations.range_start'), { field: 'from' });
      }
      return { from: fields['from'], to: fields['to'] ?? today };
    default:
      return { from: week.start, to: today };
  }
}

function toRecomputePreview({ range, periods, changes }: RecomputeReport): Preview<Message> {
  const lines = changes.slice(0, MOST_LINES).map(toChangeLine);
  if (range === null) return { lines, warnings: [message('operations.empty_book')] };
  const looked = { from: range.from, to: range.to, periods };
  if (changes.length === 0) {
    return { lines, warnings: [message('operations.up_to_date', looked)] };
  }
  const values = changes.length;
  return {
    lines,
    warnings:
      values > MOST_LINES
        ? [message('operations.first_values', { ...looked, shown: MOST_LINES, values })]
        : [],
  };
}

function toChangeLine({ table, period, periodStart, name, before, after }: FigureChange) {
  return {
    id: `${table} ${period} ${periodStart} ${name}`,
    label: message('operations.figure', {
      name: humanise(name),
      period: `period.${period}`,
      day: periodStart,
    }),
    text: message(table === 'weekly_stats' ? 'operations.weekly_change' : 'operations.kpi_change', {
      before: valueMessage(before),
      after: valueMessage(after),
    }),
  };
}

/** Names a stored value; null where there is no row. */
function valueMessage(value: number | null): Message {
  return value === null
    ? message('operations.nothing')
    : verbatim(value.toLocaleString('en-US', { maximumFractionDigits: 2 }));
}
