import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { figureDefinitions, isFigureName } from '../../domain/figure-definitions.js';
import { toCents } from '../../domain/money.js';
import { message, type Message } from '../../messages/message.js';
import {
  readStoredFigures,
  type StoredFigures,
  type StoredTable,
} from '../../services/stats/stored-figures.js';
import type { DashboardTile, TilesData } from '../contract/dashboard.js';
import { formatDateTime } from '../contract/format.js';
import type { ViewDeclaration } from '../declaration/resource.js';
import { listAddress } from '../request/addresses.js';
import { explainAddress } from './links.js';
import { formatFigure } from './tiles.js';

/**
 * Declares the view of a row of stored figures: each number with its explanation, and whether the
 * row is up to date.
 */
export function storedFigures(table: StoredTable): ViewDeclaration {
  return {
    label: message('figures.explain'),
    icon: 'HelpCircle',
    component: 'Tiles',
    read: async (context, actor: Actor, { id }): Promise<TilesData<Message>> => {
      const stored = await readStoredFigures(context, actor, table, id);
      return { tiles: [stateTile(context, table, stored), ...figureTiles(context, stored)] };
    },
  };
}

/**
 * Builds the address of the action that recomputes a table; it shows old → new before it writes.
 */
export function recomputeAddress(table: StoredTable): string {
  return `${listAddress(table)}/actions/recompute`;
}

const states = {
  up_to_date: { value: message('figures.up_to_date'), tone: 'good' },
  outdated: { value: message('figures.outdated'), tone: 'warn' },
  not_ended: { value: message('figures.not_ended'), tone: 'info' },
} as const;

function stateTile(
  { config }: Context,
  table: StoredTable,
  { state, computedAt }: StoredFigures,
): DashboardTile<Message> {
  const at = formatDateTime(computedAt, config.bookTimezone).text;
  return {
    id: 'state',
    label: message('figures.state'),
    ...states[state],
    note:
      computedAt === null
        ? message('figures.never_computed')
        : message('figures.computed_at', { at, timezone: config.bookTimezone }),
    href: recomputeAddress(table),
  };
}

function figureTiles(
  { config }: Context,
  { from, to, figures }: StoredFigures,
): DashboardTile<Message>[] {
  return figures.flatMap(({ figure, value }) => {
    // A metric that somebody added by hand has no explanation.
    if (!isFigureName(figure)) return [];
    const { label, unit } = figureDefinitions[figure];
    const shown = unit === 'money' ? toCents(value) : value;
    const address = explainAddress({ figure, from, to });
    const text = formatFigure(config, unit, shown);
    return [
      {
        id: figure,
        label,
        value: text,
        note: message('figures.days', { from, to }),
        href: address,
      },
    ];
  });
}
