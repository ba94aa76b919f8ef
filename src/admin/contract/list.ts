/** What a list answers beside its rows. Plain types, imported by both sides. */
import type { Role } from '../../domain/actor.js';

export interface ViewLink {
  id: string;
  name: string;
  /** the role that it is shared with; null: nobody */
  sharedWith: Role | null;
  /** made by who is signed in */
  isOwn: boolean;
  /** the list's parameters, with nothing that is not open to the role */
  search: string;
}

export interface ListReply {
  /** paths of the columns that are shown, in order */
  columns: string[];
  /** paths of all that may be shown */
  choosable: string[];
  /** whether somebody chose the columns: here, or in the address */
  isOwnChoice: boolean;
  views: ViewLink[];
  /** what cannot be done here, and why */
  note?: string;
}

/** What the list answers to `totals=1`. */
export interface TotalsReply {
  /** dollars by path */
  totals: Record<string, number>;
  /** more rows match than were added up */
  isCapped: boolean;
}

export interface ListMeta {
  total: number;
  /** there are more than were counted */
  isCapped?: boolean;
  page: number;
  perPage: number;
  /** Where the pages around this one begin. */
  before?: string;
  after?: string;
  sortBy?: string;
  direction?: 'asc' | 'desc';
}
