import type { Context } from '../../context.js';
import type { Write } from '../../db/batch.js';
import type { SqlValue } from '../../db/types.js';
import type { Actor, Role } from '../../domain/actor.js';
import type { componentNames } from '../contract/component-names.js';
import type { Tone } from '../contract/panel.js';
import type { ActorValue, BulkDeclaration, OperationDeclaration } from './actions.js';

/**
 * What a resource file says about its table: flat data, with small hooks beneath. What it does not
 * list is refused. Checked at start by tables/check-declarations.ts.
 */

export type ColumnKind =
  | 'text'
  | 'long_text'
  | 'money'
  | 'number'
  | 'integer'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'enum'
  | 'boolean'
  | 'json'
  | 'blob'
  | 'reference';

export interface ColumnDeclaration {
  /** Where it differs from what the schema says. Money is only ever declared. */
  kind?: ColumnKind;
  label?: string;
  /** Said under the input. */
  hint?: string;
  /** Colour of each value of an enum. */
  tones?: Record<string, Tone>;
  /** Money that may be below zero. */
  signed?: true;
  /** Odds, in the book's notation. */
  odds?: true;
  /** Bounds of what may be typed. */
  min?: number;
  max?: number;
  /** Personal: masked in the audit trail. */
  sensitive?: true;
  /** False where a name only looks like a secret's. */
  secret?: false;
}

export type RowCondition =
  | { column: string; equals: ActorValue }
  | { column: string; in: { table: string; column: string; where: RowCondition } }
  | { any: RowCondition[] };

export type Rows = 'all' | RowCondition;

export interface Access {
  rows: Rows;
  /** Columns that may be read: `all` is all but secret ones. */
  read: 'all' | string[];
  /** Columns that may be filtered and sorted by; the readable ones unless listed. */
  filter?: string[];
  sort?: string[];
  /** Columns that a text search looks into; none unless listed. */
  search?: string[];
  write?: {
    /** Columns of the form for a new row; without it there is no such form. */
    create?: string[];
    edit?: string[];
    /** Columns that a new row takes from the acting user. */
    fixed?: Record<string, ActorValue>;
  };
  /** `list`, `show`, `export` (of the list), `import` (of new rows) and names of `actions`, `views` and `downloads`. */
  actions: string[];
}

export interface Change {
  id: string;
  before: Record<string, SqlValue>;
  after: Record<string, SqlValue>;
}

export interface WriteHooks {
  /** Further statements for the batch of a generated create or edit. */
  onCreate?: (context: Context, actor: Actor, change: Change) => Write[];
  onEdit?: (context: Context, actor: Actor, change: Change) => Write[];
  /** Where a service writes the row. */
  edit?: (context: Context, actor: Actor, change: Change) => Promise<void>;
}

/** A page about one row that reads and changes nothing; as `show`, the record's own page. */
export interface ViewDeclaration {
  label: string;
  icon: string;
  component: keyof typeof componentNames;
  /** What the component draws; the row is in the actor's scope. */
  read: (
    context: Context,
    actor: Actor,
    request: { id: string; query: Readonly<Record<string, string>> },
  ) => Promise<object>;
}

/** A file about one row, sent line by line or as one piece. */
export interface DownloadDeclaration {
  contentType: string;
  fileName: (id: string) => string;
  /** The row is in the actor's scope. */
  lines: (context: Context, actor: Actor, id: string) => AsyncIterable<string | Uint8Array>;
}

export interface ResourceDeclaration {
  table: string;
  /** Column, or columns, that name a row to people. */
  title?: string | string[];
  label?: string;
  /** In the singular, such as `Customer`. */
  singular?: string;
  navigation?: { group: string; icon: string };
  /** Columns of the list, in order. */
  list?: string[];
  /** Columns of the record's page, in order; all readable ones unless listed. */
  show?: string[];
  sort?: { column: string; direction: 'asc' | 'desc' };
  columns?: Record<string, ColumnDeclaration>;
  access: Partial<Record<Role, Access>>;
  actions?: Record<string, OperationDeclaration | BulkDeclaration>;
  views?: Record<string, ViewDeclaration>;
  downloads?: Record<string, DownloadDeclaration>;
  /** Why a file with such a column is not taken before the person leaves the column out. */
  neverImported?: Record<string, string>;
  hooks?: WriteHooks;
}

export function defineResource(declaration: ResourceDeclaration): ResourceDeclaration {
  return declaration;
}
