/** What the dashboard handler answers. Plain types, imported by both sides. */
import type { FigureUnit } from '../../domain/figure-definitions.js';
import type { Tone } from './panel.js';

export interface DashboardData {
  title: string;
  /** such as the week and its time zone */
  subtitle: string;
  /** in which times are shown */
  timezone: string;
  sections: DashboardSection[];
  /** whether there are charts to ask for */
  hasCharts: boolean;
}

export interface DashboardSection {
  id: string;
  title: string;
  tiles?: DashboardTile[];
  table?: DashboardTable;
}

export interface DashboardTile {
  id: string;
  label: string;
  /** as people read it */
  value: string;
  /** the list or the rows behind it, with their filter */
  href?: string;
  tone?: Tone;
  /** under the value: what it counts */
  note?: string;
  /** the same of the week before */
  previous?: { value: string; href?: string };
  /** its formula and parts */
  explain?: string;
}

/** What a view of a few numbers answers. */
export interface TilesData {
  tiles: DashboardTile[];
}

export interface DashboardTable {
  columns: { label: string; isNumber?: boolean }[];
  rows: DashboardCell[][];
  /** said where there are no rows */
  empty: string;
  /** everything that the table begins */
  more?: { label: string; href: string };
}

export interface DashboardCell {
  text: string;
  href?: string;
  tone?: Tone;
  /** the text is a stored timestamp */
  isTime?: true;
  /** the text is a word of ours, no name */
  isWord?: true;
}

/** What `part=charts` answers. */
export interface ChartsData {
  charts: ChartData[];
}

export interface ChartData {
  id: string;
  title: string;
  /** under the title */
  note: string;
  unit: Exclude<FigureUnit, 'count'>;
  series: { id: string; label: string }[];
  weeks: ChartWeek[];
}

export interface ChartWeek {
  /** first day */
  start: string;
  label: string;
  isCurrent: boolean;
  /** one for each series */
  values: { value: number; text: string; href: string }[];
}
