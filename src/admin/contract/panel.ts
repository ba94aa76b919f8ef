/**
 * Messages between the server and the components: `custom` of properties and actions, the bodies
 * that forms post, and their replies. Plain types for both sides.
 */
import type { RefusedLine as Refused } from '../../domain/decision.js';
import type { Role } from '../../domain/actor.js';
import type { OddsFormat } from '../../domain/odds.js';

/** A row that an operation refused, and why. */
export type RefusedLine<Text = string> = Refused<Text>;

/** Colour of a value or a figure. */
export type Tone = 'neutral' | 'good' | 'bad' | 'warn' | 'info';

/** Way in which a column is shown and typed. */
export type ColumnKind =
  | 'text'
  | 'long_text'
  | 'money'
  | 'number'
  | 'integer'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'enum'
  | 'boolean'
  | 'json'
  | 'blob'
  | 'reference';

/** `property.custom` */
export interface PropertyCustom<Text = string> {
  kind: ColumnKind | 'id';
  /** ISO code, for money */
  currency?: string;
  /** IANA zone in which a datetime is shown; stored UTC */
  timezone?: string;
  /** tone of each value of an enum; the text stands beside it always */
  tones?: Record<string, Tone>;
  /** text under the input */
  hint?: Text;
  /** text under the input of a new row, in the place of `hint` */
  newHint?: Text;
  /** reason why no form has it, for the record's page */
  readOnlyReason?: Text;
  /** reason why the role's form for a row shows it and does not change it */
  formReason?: Text;
  /** decimal places that a number always shows */
  places?: number;
  /** true for a number without thousands separators, such as a year */
  isUngrouped?: boolean;
  /** true where NULL and the empty text are two values that a form tells apart */
  isNullApart?: boolean;
  /** true for a column that may be NULL, where its kind alone does not say so */
  isNullable?: boolean;
  /** value that the form for a new row begins with */
  initial?: string;
  /** notation of a number that is odds */
  odds?: OddsFormat;
  /** true for an encrypted column: filters compare it as a whole only */
  isWhole?: boolean;
  /** true for a reference whose list can be sorted by the titles that it shows */
  sortsByTitle?: boolean;
  /** true for a reference to rows whose pages are open to the role */
  hasPage?: boolean;
  /** columns of the referenced row that the value names, where they are not its key */
  referenceBy?: string;
  /** reference that the column makes together with others */
  joint?: JointCustom;
  /** forms that have this input: AdminJS has one list of inputs for all of them */
  forms?: string[];
}

/** Reference of several columns: each has its link, and one input chooses the row for all of them. */
export interface JointCustom {
  resourceId: string;
  /** columns of the referenced row, for its search */
  by: string;
  /** path of each own column beside that of the referenced row */
  columns: [own: string, other: string][];
  /** true for the column that shows the row's title */
  isFirst: boolean;
  /** true where the row's page is open to the role */
  hasPage: boolean;
  /** forms in which this column's input chooses the row */
  chooses: string[];
}

export interface ActionField<Text = string> {
  name: string;
  label: Text;
  type:
    | 'select'
    | 'text'
    | 'textarea'
    | 'money'
    | 'number'
    | 'date'
    | 'datetime'
    | 'reference'
    | 'password'
    | 'checkbox';
  options?: { value: string; label: Text }[];
  required?: boolean;
  hint?: Text;
  /** for a reference, the resource that its input searches */
  resourceId?: string;
  /** initial value */
  value?: string;
  /** IANA zone of a datetime, which is posted in UTC */
  timezone?: string;
  /** roles whose form has the field; all unless given */
  roles?: readonly Role[];
}

export type ActionTone = 'normal' | 'danger';

/** `action.custom` of an action whose component is ConfirmAction. */
export interface ActionCustom<Text = string> {
  /** text of the button, such as `Settle` */
  verb: Text;
  title: Text;
  description?: Text;
  tone?: ActionTone;
  fields?: ActionField<Text>[];
  /** true where the server answers `step: 'preview'` */
  preview?: boolean;
}

/** The form fields that ConfirmAction posts beside the action's own. */
export interface ActionRequest {
  step: 'preview' | 'commit';
  /** one for each opening of the form, the same for every attempt */
  operationId: string;
}

/** The reply of an action beside `record`, `records`, `notice` and `redirectUrl`. */
export interface ActionReply<Text = string> {
  preview?: Preview<Text>;
  fieldErrors?: Record<string, Text>;
  /** confirmations that the form shows from now on, because it was refused without them */
  asks?: ActionField<Text>[];
  /** after a commit, the refused rows where others took effect */
  refused?: RefusedLine<Text>[];
}

export interface Preview<Text = string> {
  lines: PreviewLine<Text>[];
  /** the money that moves, formatted with its sign, such as `+$190.91` */
  total?: Text | string;
  warnings?: Text[];
  /** versions of the previewed rows; the commit sends it back and refuses rows changed since */
  token?: string;
  refused?: RefusedLine<Text>[];
  /** title of the refused rows, where they are others than the chosen ones */
  refusedTitle?: Text;
}

export interface PreviewLine<Text = string> {
  id: string;
  label: Text | string;
  text: Text;
}

/**
 * Prefix under which an edit form posts, beside each changed column, the value that the column had
 * when the form was opened. Null goes as AdminJS writes it, `__FORM_VALUE_NULL__`.
 */
export const ORIGINAL_PREFIX = '__original.';

/** Prefix of the record's ids by columns that other tables refer to, in the record's params. */
export const ALTERNATE_PREFIX = '~';

/**
 * Field in which a form posts the version of the readings that it was loaded with, so that nothing
 * is written in a notation that its table has no longer.
 */
export const READINGS_FIELD = '__readings';

/** Field in which a form for a new row names the row that it duplicates. */
export const DUPLICATE_FIELD = '__duplicate';

/** Prefix of a record's route that answers the contents of one column; its path follows. */
export const DOWNLOAD_PREFIX = 'download-';

/** Prefix of a record's route that answers the picture of one column; its path follows. */
export const PICTURE_PREFIX = 'picture-';

/**
 * Prefix of the version of a column's file, in the params of an edit form: it posts the version as
 * the value that the column had.
 */
export const FILE_VERSION_PREFIX = '__version.';

/**
 * Bytes of the largest file of a column, and of all files of a form. D1 holds 2,000,000 in a value
 * and in a row: https://developers.cloudflare.com/d1/platform/limits/
 */
export const FILE_BYTES = 1_900_000;

/** Prefix of the type of a column's file, told by its content, in the params of a record's page. */
export const FILE_TYPE_PREFIX = '__type.';

/** The reply of a create or edit form beside `record`, `notice` and `redirectUrl`. */
export interface FormReply {
  /** columns that somebody else changed, with their present values: the next save overwrites them */
  conflicts?: Record<string, unknown>;
}

/** An action that the role has and the state of a record refuses, on the record's page. */
export interface RefusedAction<Text = string> {
  name: string;
  /** such as "already settled as win; use regrade to change its result" */
  reason: Text;
}

/** A record of a record's page beside what AdminJS knows of it. */
export interface ShownRecord<Text = string> {
  refusedActions?: RefusedAction<Text>[];
}

/** A row in a list's answer. It names its actions; the page's `resource.actions` describes them. */
export interface ListedRecord {
  id: string;
  title: string;
  params: Record<string, unknown>;
  /** referenced rows by path, with their titles */
  populated: Record<string, unknown>;
  recordActions: string[];
  bulkActions: string[];
}
