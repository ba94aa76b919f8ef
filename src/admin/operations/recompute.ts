import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { dateOf, shiftPeriod, type DateRange } from '../../domain/period.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { bookCalendar } from '../../services/calendar.js';
import { thisWeek } from '../../services/figures/scope.js';
import {
  previewRecompute,
  recomputeStats,
  type RecomputeRange,
  type RecomputeReport,
} from '../../services/stats/recompute.js';
import type { FigureChange } from '../../services/stats/stored-periods.js';
import { sayStoredValue } from '../../services/stats/stored-values.js';
import type { Preview, PreviewLine } from '../contract/panel.js';
import type { OperationDeclaration, OperationInput } from '../declaration/actions.js';

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
  const text = message('figures.recomputed', { periods, changes: changes.length });
  return {
    done: [{ id: 'figures', label: message('title', { title: 'Figures' }), text }],
    refused: [],
  };
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
        throw new DomainError('invalid', message('figures.range_needs_first_day'), {
          field: 'from',
        });
      }
      return { from: fields['from'], to: fields['to'] ?? today };
    default:
      return { from: week.start, to: today };
  }
}

function toRecomputePreview({ range, periods, changes }: RecomputeReport): Preview<Message> {
  return {
    lines: changes.slice(0, MOST_LINES).map(toChangeLine),
    warnings: warningsOf(range, periods, changes.length),
  };
}

function warningsOf(range: DateRange | null, periods: number, changes: number): Message[] {
  if (range === null) return [message('figures.empty_book')];
  const days = message('figures.days', { from: range.from, to: range.to });
  if (changes === 0) return [message('figures.all_up_to_date', { days, periods })];
  if (changes <= MOST_LINES) return [];
  return [message('figures.first_changes', { days, periods, shown: MOST_LINES, changes })];
}

function toChangeLine(change: FigureChange): PreviewLine<Message> {
  const { table, period, periodStart, name, before, after } = change;
  return {
    id: `${table} ${period} ${periodStart} ${name}`,
    label: sayStoredValue(change),
    text: sayChange(storedTitles[table], before, after),
  };
}

/** Titles of the tables in the panels. */
const storedTitles = { weekly_stats: 'Weekly stats', kpi_metrics: 'KPI metrics' } as const;

function sayChange(table: string, before: number | null, after: number | null): Message {
  if (before === null) return message('figures.value_added', { after: formatValue(after), table });
  return after === null
    ? message('figures.value_removed', { before: formatValue(before), table })
    : message('figures.value_change', {
        before: formatValue(before),
        after: formatValue(after),
        table,
      });
}

function formatValue(value: number | null): string {
  return (value ?? 0).toLocaleString('en-US', { maximumFractionDigits: 2 });
}
