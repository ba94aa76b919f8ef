import type { Context } from '../../context.js';
import type { Write } from '../../db/batch.js';
import type { SqlValue } from '../../db/types.js';
import type { Actor, Role } from '../../domain/actor.js';
import type { Language } from '../../messages/language.js';
import type { Message } from '../../messages/message.js';
import type { componentNames } from '../contract/component-names.js';
import type { ColumnKind, Tone } from '../contract/panel.js';
import type { Allowance } from '../../services/allowance.js';
import type { ActorValue, BulkDeclaration, OperationDeclaration } from './actions.js';

/**
 * Types of a resource file: flat data about its table, with small hooks beneath. Everything that it
 * does not list is refused. tables/check-declarations.ts checks it at start.
 */

export interface ColumnDeclaration {
  /** Kind, where it differs from the schema's. Money is only ever declared. */
  kind?: ColumnKind;
  /** English title; Spanish has its own in src/messages/es/titles.ts. */
  label?: string;
  /** Text under the input. */
  hint?: Message;
  /** Colour of each value of an enum. */
  tones?: Record<string, Tone>;
  /** Money that may be below zero. */
  signed?: true;
  /** False for money whose sum over rows means nothing, such as limits. */
  summed?: false;
  /** Odds, in the book's notation; `price` for decimal odds that are shown and typed in it. */
  odds?: true | 'price';
  /** Bounds of a typed value. */
  min?: number;
  max?: number;
  /** Personal: masked in the audit trail. */
  sensitive?: true;
  /** Reason why no form writes it: forms show it with its value. */
  readOnly?: Message;
  /**
   * Needs a step-up: `change` for any change of a stored row; `raise` where it is dollars, and a
   * higher value gives credit: the raise counts as money that moves.
   */
  stepUp?: 'change' | 'raise';
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
  /** Columns that a text search looks into; no column unless listed. */
  search?: string[];
  write?: {
    /** Columns of the form for a new row; without it there is no such form. */
    create?: string[];
    edit?: string[];
    /** Columns of `edit` that one form may change in many rows: none of them carries money. */
    bulkEdit?: string[];
    /** Columns that a new row takes from the acting user. */
    fixed?: Record<string, ActorValue>;
    /** Values of columns that a form or a file leaves empty, instead of the column's default. */
    initial?: Record<string, string | number>;
    /** Columns of `edit` that an import may change in stored rows; none unless listed. */
    importEdit?: string[];
  };
  /**
   * `list`, `show`, `export` (of the list), `import` (of rows from a file), `delete` (one or many),
   * `duplicate` (into the form for a new row) and names of `actions`, `views` and `downloads`.
   */
  actions: string[];
}

export interface Change {
  id: string;
  before: Record<string, SqlValue>;
  after: Record<string, SqlValue>;
}

export interface WriteHooks {
  /** Further writes for the batch of a generated create or edit. */
  onCreate?: (context: Context, actor: Actor, change: Change) => Write[];
  onEdit?: (context: Context, actor: Actor, change: Change) => Write[];
  /** Reason for which the service refuses every edit of a row; null where it takes one. */
  refusesEdit?: (id: string) => Message | null;
  /** Bound that the rows of a login share, in creates, edits and imports; null for other logins. */
  allowance?: (actor: Actor) => Allowance | null;
  /** Says beside the notice of a saved row what its user should know. */
  warning?: (
    context: Context,
    actor: Actor,
    saved: { id: string; columns: readonly string[] },
  ) => Promise<Message | null>;
  /** Service that writes the row, instead of the generated edit. */
  edit?: (context: Context, actor: Actor, change: Change) => Promise<void>;
}

/** Page about one row that reads and changes nothing; as `show`, the record's own page. */
export interface ViewDeclaration {
  label: Message;
  icon: string;
  component: keyof typeof componentNames;
  /** Reads the component's data; the row is in the actor's scope. */
  read: (
    context: Context,
    actor: Actor,
    request: {
      id: string;
      query: Readonly<Record<string, string>>;
      /** Language of the reader, for titles of rows. */
      language?: Language;
    },
  ) => Promise<object>;
}

/** File about one row, sent line by line or as one piece. */
export interface DownloadDeclaration {
  contentType: string;
  fileName: (id: string) => string;
  /** Yields the content, its messages in the reader's language; the row is in the actor's scope. */
  lines: (
    context: Context,
    actor: Actor,
    id: string,
    language: Language,
  ) => AsyncIterable<string | Uint8Array>;
}

export interface ResourceDeclaration {
  table: string;
  /** Column, or columns, that name a row to users. */
  title?: string | string[];
  label?: string;
  /** Label in the singular, such as `Customer`. */
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
  /** Reason, by column, to refuse an import's file until the user leaves the column out. */
  neverImported?: Record<string, Message>;
  hooks?: WriteHooks;
}

/** Checks a declaration against the type, and returns it. */
export function defineResource(declaration: ResourceDeclaration): ResourceDeclaration {
  return declaration;
}
