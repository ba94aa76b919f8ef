/** The answer of a list beside its rows: plain types for both sides. */
import type { Role } from '../../domain/actor.js';

export interface ViewLink {
  id: string;
  name: string;
  /** role that shares it; null for none */
  sharedWith: Role | null;
  /** true for a view that the login itself has saved */
  isOwn: boolean;
  /** the list's parameters, as far as they are open to the role */
  search: string;
}

/** A table that another one keeps its rows in, or whose rows it keeps. */
export interface TableLink<Text = string> {
  href: string;
  title: Text;
}

export interface ListReply<Text = string> {
  /** paths of the shown columns, in order */
  columns: string[];
  /** paths of all columns that the role may see */
  choosable: string[];
  /** true where the user chose the columns, on this list or by the address */
  isOwnChoice: boolean;
  views: ViewLink[];
  /** notice of an action that the list refuses, with the reason */
  note?: Text;
  /** tables of a virtual table's module, which the menu lacks; for one of those, its virtual table */
  tables?: TableLink<Text>[];
}

/** The answer of a list to `totals=1`. */
export interface TotalsReply {
  /** dollars by path */
  totals: Record<string, number>;
  /** true where more rows match than the server adds up */
  isCapped: boolean;
}

export interface ListMeta {
  total: number;
  /** true where there are more rows than the server counts */
  isCapped?: boolean;
  page: number;
  perPage: number;
  /** marks at which the pages before and after this one begin */
  before?: string;
  after?: string;
  sortBy?: string;
  direction?: 'asc' | 'desc';
}
