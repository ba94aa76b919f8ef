/** State of a page of the panels as the server writes it: plain types for both sides. */
import type { ResourceJSON } from 'adminjs';

/** A table of the role. Every page has one for each, so that it holds no more than the menu shows. */
export interface MenuLine {
  id: string;
  label: string;
  /** Title of its group; absent for a table outside the menu. */
  group?: string;
  icon?: string;
  /** Absent where it is the address of the table's list. */
  href?: string;
}

/** A column of another table that refers to rows of this one, and has a tab on their pages. */
export interface Relation<Text = string> {
  /** Table of the column. */
  resourceId: string;
  /** Path of the column. */
  path: string;
  columnLabel: Text;
  /**
   * Paths of the columns that refer to a row, each with the param of the row that holds its value;
   * null for the row's id.
   */
  columns: [own: string, param: string | null][];
  /** True where another column of the same table refers to this one too. */
  isOneOfSeveral: boolean;
}

/** Description of a table: its columns, its actions and their texts. It has no rows. */
export interface ResourceMetadata<Text = string> {
  /** Without the fields that the page has from the menu's line. */
  resource: Omit<ResourceJSON, 'href' | 'navigation'> & { relations: Relation<Text>[] };
  texts: ResourceTexts<Text>;
}

/** Texts by kind (`labels`, `properties`, `actions`) and name, as AdminJS looks them up. */
export type ResourceTexts<Text = string> = Record<string, Record<string, Text>>;

/** The parts of a page's state that describe tables. */
export interface TablesState {
  /** All tables of the role, in the order of the menu. */
  menu: MenuLine[];
  /** Tables that the page opens. */
  resources: ResourceMetadata[];
}

/** Returns the name of the tab with related rows, as the address of a record's page holds it. */
export function tabName({ resourceId, path }: Pick<Relation, 'resourceId' | 'path'>): string {
  return `${resourceId}.${path}`;
}

/** Returns the table of such a tab. */
export function tableOfTab(tab: string): string {
  return tab.split('.')[0] ?? '';
}
