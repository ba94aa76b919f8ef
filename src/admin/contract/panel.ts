/**
 * What the server and the components tell each other: `custom` of properties and actions, the
 * bodies that forms post and what comes back. Plain types, imported by both sides.
 */
import type { RefusedLine } from '../../domain/decision.js';
import type { OddsFormat } from '../../domain/odds.js';

export type { RefusedLine } from '../../domain/decision.js';

export type Tone = 'neutral' | 'good' | 'bad' | 'warn' | 'info';

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

/** `property.custom` */
export interface PropertyCustom {
  kind: ColumnKind | 'id';
  /** ISO code, for money */
  currency?: string;
  /** IANA zone in which a datetime is shown; stored UTC */
  timezone?: string;
  /** colour of each value of an enum; the text is always shown */
  tones?: Record<string, Tone>;
  /** said under the input */
  hint?: string;
  /** why no form has it; said on the record's page */
  readOnlyReason?: string;
  /** a number that is odds, and how the book writes them */
  odds?: OddsFormat;
  /** compared as a whole only: it is encrypted */
  isWhole?: boolean;
  /** rows of this column's table that refer to one record have a tab on its page */
  isRelation?: boolean;
  /** which forms have this input: AdminJS knows one list of inputs for both */
  forms?: string[];
}

export interface ActionField {
  name: string;
  label: string;
  type:
    | 'select'
    | 'text'
    | 'textarea'
    | 'money'
    | 'number'
    | 'date'
    | 'reference'
    | 'password'
    | 'checkbox';
  options?: { value: string; label: string }[];
  required?: boolean;
  hint?: string;
  /** for a reference: what is searched */
  resourceId?: string;
  /** what the field starts with */
  value?: string;
}

export type ActionTone = 'normal' | 'danger';

/** `action.custom` of an action whose component is ConfirmAction. */
export interface ActionCustom {
  /** on the button, such as `Settle` */
  verb: string;
  title: string;
  description?: string;
  tone?: ActionTone;
  fields?: ActionField[];
  /** whether the server answers `step: 'preview'` */
  preview?: boolean;
}

/** What ConfirmAction posts, as form fields beside the action's own. */
export interface ActionRequest {
  step: 'preview' | 'commit';
  /** one for each opening of the dialog; the same for every try */
  operationId: string;
}

/** What an action answers beside `record`, `records`, `notice` and `redirectUrl`. */
export interface ActionReply {
  preview?: Preview;
  fieldErrors?: Record<string, string>;
  /** after a commit: rows that were refused although others were done */
  refused?: RefusedLine[];
}

export interface Preview {
  lines: PreviewLine[];
  /** the money that moves, formatted with its sign, such as `+$190.91` */
  total?: string;
  warnings?: string[];
  /** what was looked at, sent back with the commit: rows that changed since are refused */
  token?: string;
  refused?: RefusedLine[];
}

export interface PreviewLine {
  id: string;
  label: string;
  text: string;
}

/**
 * An edit form posts changed columns only, and beside each the value that the column had when the
 * form was opened, under this prefix. Null goes as AdminJS writes it, `__FORM_VALUE_NULL__`.
 */
export const ORIGINAL_PREFIX = '__original.';

/** With a column's path behind it, the route of a record that answers what the column holds. */
export const DOWNLOAD_PREFIX = 'download-';

/** What create and edit answer beside `record`, `notice` and `redirectUrl`. */
export interface FormReply {
  /** columns that somebody else changed, with their values now: saving again overwrites those */
  conflicts?: Record<string, unknown>;
}

/** A row of a list's answer: its actions by name, described in the page's `resource.actions`. */
export interface ListedRecord {
  id: string;
  title: string;
  params: Record<string, unknown>;
  /** referenced rows by path, with their titles */
  populated: Record<string, unknown>;
  recordActions: string[];
  bulkActions: string[];
}
