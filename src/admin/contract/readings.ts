/** Messages between the page "How tables were read" and its handler: plain types for both sides. */
import type { ColumnKind } from './panel.js';

/** Change that the page posts: first as a plan, then confirmed. */
export type ReadingChoice = 'choose' | 'readAgain' | 'forget';

export interface ReadingsData<Text = string> {
  tables: { id: string; label: Text; isForeign: boolean }[];
  /** Table of the address. */
  table?: ReadTable<Text>;
  /** Choices of administrators that take no effect. */
  obstacles: ReadingObstacle<Text>[];
  plan?: ReadingPlan<Text>;
  /** Confirmation of a change that has taken effect. */
  done?: Text;
  problem?: Text;
}

export interface ReadTable<Text = string> {
  id: string;
  /** Name in the database. */
  name: string;
  label: Text;
  /** Reason why no kind of it can be chosen here; absent where one can. */
  readOnly?: Text;
  /** Reason why its values could not be sampled. */
  note?: Text;
  columns: ReadColumn<Text>[];
}

export interface ReadColumn<Text = string> {
  /** Name in the database. */
  name: string;
  /** Declared type as written; empty without one. */
  declared: string;
  kind: ColumnKind;
  kindLabel: Text;
  reason: Text;
  format: Text[];
  /** Number of values that decided; null where no sample did. */
  sampled: number | null;
  /** Distinct stored values; null for a column whose values stay hidden. */
  sample: SampleValue<Text>[] | null;
  /** Kinds to choose from; none for a column that is read only. */
  kinds: { value: ColumnKind; label: Text }[];
  /** State of the decision, which a change sends back. */
  version: string;
}

export interface SampleValue<Text = string> {
  text: string | Text;
  /** Storage class, where it differs from the declaration. */
  storage?: string;
}

export interface ReadingObstacle<Text = string> {
  table: string;
  column: string;
  version: string;
  text: Text;
  /** True where the choice can only be forgotten. */
  isGone: boolean;
}

/** A change to confirm, with the fields that confirm it. */
export interface ReadingPlan<Text = string> {
  choice: ReadingChoice;
  /** Name of the table in the database. */
  name: string;
  column: string;
  version: string;
  kind?: ColumnKind;
  lines: Text[];
}
