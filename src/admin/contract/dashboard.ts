/** The answers of the dashboard's handler: plain types for both sides. */
import type { FigureUnit } from '../../domain/figure-definitions.js';
import type { Tone } from './panel.js';

export interface DashboardData {
  title: string;
  /** such as the week with its time zone */
  subtitle: string;
  /** zone of the times that the page shows */
  timezone: string;
  sections: DashboardSection[];
  /** true where the page asks for charts too */
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
  /** formatted */
  value: string;
  /** address of the list or the rows behind it, with their filter */
  href?: string;
  tone?: Tone;
  /** stands under the value and names what it counts */
  note?: string;
  /** the same figure of the week before */
  previous?: { value: string; href?: string };
  /** address of its formula and parts */
  explain?: string;
}

/** The answer of a view that shows a few figures of one record. */
export interface TilesData {
  tiles: DashboardTile[];
}

export interface DashboardTable {
  columns: { label: string; isNumber?: boolean }[];
  rows: DashboardCell[][];
  /** text in the place of the table while it has no rows */
  empty: string;
  /** the whole list, whose first rows the table has */
  more?: { label: string; href: string };
}

export interface DashboardCell {
  text: string;
  href?: string;
  tone?: Tone;
  /** the text is a stored timestamp */
  isTime?: true;
  /** the text is a word of ours and has a translation; names have none */
  isWord?: true;
}

/** The answer to `part=charts`. */
export interface ChartsData {
  charts: ChartData[];
}

export interface ChartData {
  id: string;
  title: string;
  /** stands under the title */
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
