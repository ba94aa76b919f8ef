/** The answers of the dashboard's handler: plain types for both sides. */
import type { FigureUnit } from '../../domain/figure-definitions.js';
import type { Tone } from './panel.js';

export interface DashboardData<Text = string> {
  title: Text;
  /** such as the week with its time zone */
  subtitle: Text;
  /** zone of the times that the page shows */
  timezone: string;
  sections: DashboardSection<Text>[];
  /** true where the page asks for charts too */
  hasCharts: boolean;
}

export interface DashboardSection<Text = string> {
  id: string;
  title: Text;
  tiles?: DashboardTile<Text>[];
  table?: DashboardTable<Text>;
}

export interface DashboardTile<Text = string> {
  id: string;
  label: Text;
  /** formatted */
  value: Text | string;
  /** address of the list or the rows behind it, with their filter */
  href?: string;
  tone?: Tone;
  /** stands under the value and names what it counts */
  note?: Text;
  /** the same figure of the week before */
  previous?: { value: string; href?: string };
  /** address of its formula and parts */
  explain?: string;
}

/** The answer of a view that shows a few figures of one record. */
export interface TilesData<Text = string> {
  tiles: DashboardTile<Text>[];
}

export interface DashboardTable<Text = string> {
  columns: { label: Text; isNumber?: boolean }[];
  rows: DashboardCell<Text>[][];
  /** text in the place of the table while it has no rows */
  empty: Text;
  /** the whole list, whose first rows the table has */
  more?: { label: Text; href: string };
}

export interface DashboardCell<Text = string> {
  text: Text | string;
  href?: string;
  tone?: Tone;
  /** the text is a stored timestamp */
  isTime?: true;
  /** the text is one word, which stays on one line */
  isUnbroken?: true;
}

/** The answer to `part=charts`. */
export interface ChartsData<Text = string> {
  charts: ChartData<Text>[];
}

export interface ChartData<Text = string> {
  id: string;
  title: Text;
  /** stands under the title */
  note: Text;
  unit: Exclude<FigureUnit, 'count'>;
  series: { id: string; label: Text }[];
  weeks: ChartWeek<Text>[];
}

export interface ChartWeek<Text = string> {
  /** first day */
  start: string;
  label: Text;
  isCurrent: boolean;
  /** one for each series */
  values: { value: number; text: string; href: string }[];
}
