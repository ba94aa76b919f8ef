import type { ColumnKind } from '../contract/panel.js';
import type { ExactValue } from '../values/exact-value.js';

/** Types of how a column is read: its kind, the format of its values, and what decided both. */

/** Reason for a column's kind. */
export type ReadingReason =
  | 'reference'
  | 'schema_module'
  | 'declared_type'
  | 'check'
  | 'default'
  | 'values'
  | 'name'
  | 'administrator';

/** Format in which a column stores the values of its kind. */
export interface ColumnFormat {
  /** Stored values of no and yes, of a boolean. */
  flags?: readonly [no: string | number, yes: string | number];
  /** A value in the notation or of the storage class of new values. */
  like?: ExactValue;
  /** Decimal places that a number always shows and at most takes. */
  places?: number;
  /** A number without thousands separators, such as a year. */
  isUngrouped?: boolean;
  /** Longest text that a form takes, in code points. */
  longest?: number;
  /** The empty text stands among the values. */
  hasEmptyText?: boolean;
}

export interface ColumnReading {
  kind: ColumnKind;
  format: ColumnFormat;
  reason: ReadingReason;
}

/** Some stored values of a column. */
export interface ColumnSample {
  /** Values that are not NULL: long texts cut, of a BLOB no bytes. */
  values: readonly ExactValue[];
}

/** UTF-16 units of a text in a sample. */
export const SAMPLED_LENGTH = 400;
