import type { PageContext } from 'adminjs';
import type { Config } from '../../config.js';
import type { Role } from '../../domain/actor.js';
import {
  figureDefinitions,
  type FigureName,
  type FigureUnit,
} from '../../domain/figure-definitions.js';
import type { Period } from '../../domain/period.js';
import type { Message } from '../../messages/message.js';
import type { DashboardTile } from '../contract/dashboard.js';
import type { Tone } from '../contract/panel.js';
import type { Condition, Operator } from '../query/conditions.js';
import { PanelFilter } from '../query/filter.js';
import { COUNT_CAP, type ScopedResource } from '../rows/scoped-resource.js';
import { formatCurrency } from '../values/money-text.js';
import { explainAddress, filteredList, listOfFigure } from './links.js';

/** Builds tiles of the first page: a number, its link, and the number that it is compared with. */

export interface TileMaker {
  config: Config;
  role: Role;
}

/**
 * Formats a figure.
 * @param value in cents, percent or a count, by `unit`
 */
export function formatFigure({ currency }: Config, unit: FigureUnit, value: number): string {
  switch (unit) {
    case 'money':
      return formatCurrency(value, currency);
    case 'percent':
      return `${value.toLocaleString('en-US', { minimumFractionDigits: 2 })} %`;
    case 'count':
      return value.toLocaleString('en-US');
  }
}

export interface FigureTile {
  figure: FigureName;
  note?: Message;
  agentId?: string | undefined;
  current: { period: Period; value: number };
  previous?: { period: Period; value: number };
  tone?: Tone;
}

/** Builds the tile of a figure, with links to its rows and to its explanation. */
export function figureTile({ config, role }: TileMaker, tile: FigureTile): DashboardTile<Message> {
  const { figure, current, previous, agentId } = tile;
  const definition = figureDefinitions[figure];
  const text = (value: number) => formatFigure(config, definition.unit, value);
  const explainHref = ({ start: from, end: to }: Period) =>
    explainAddress({ figure, from, to, agentId });
  const href = (period: Period, isOngoing: boolean) =>
    listOfFigure(role, { figure, agentId }, period, isOngoing) ?? explainHref(period);
  const tone = tile.tone ?? (current.value < 0 ? 'bad' : undefined);
  return {
    id: figure,
    label: definition.label,
    value: text(current.value),
    href: href(current.period, true),
    explain: explainHref(current.period),
    ...(tone === undefined ? {} : { tone }),
    ...(tile.note === undefined ? {} : { note: tile.note }),
    ...(previous === undefined
      ? {}
      : { previous: { value: text(previous.value), href: href(previous.period, false) } }),
  };
}

export interface CountSource {
  id: string;
  table: string;
  label: Message;
  note?: Message;
  /** Values by `column~~operator`. */
  filters: Record<string, string>;
  /** Tone of a count above zero. */
  tone?: Tone;
}

/** Counts the rows that a filter leaves in a list, within the list's own scope. */
export async function countTile(
  resource: ScopedResource,
  { id, label, note, filters, tone }: CountSource,
  call: PageContext,
): Promise<DashboardTile<Message>> {
  // The data layer reads the acting user only, which a page's call has as well.
  const actionCall = call as Parameters<ScopedResource['count']>[1];
  const conditions = Object.entries(filters).map(([key, value]): Condition => {
    const [column = '', operator = 'eq'] = key.split('~~');
    const values = operator === 'in' ? value.split(',') : [value];
    return { column, operator: operator as Operator, values };
  });
  const count = await resource.count(new PanelFilter(resource, conditions), actionCall);
  return {
    id,
    label,
    value: count > COUNT_CAP ? `${COUNT_CAP.toLocaleString('en')}+` : count.toLocaleString('en'),
    ...(note === undefined ? {} : { note }),
    ...(tone === undefined || count === 0 ? {} : { tone }),
    href: filteredList(resource.id(), filters),
  };
}
