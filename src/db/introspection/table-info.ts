import type { Bound } from './checks.js';

/** Types of the introspected schema. */

export type Affinity = 'text' | 'integer' | 'real' | 'numeric' | 'blob';

export interface ColumnInfo {
  name: string;
  position: number;
  declaredType: string;
  affinity: Affinity;
  notNull: boolean;
  /** The DEFAULT as written, an expression; null without one. */
  defaultExpression: string | null;
  /** Place in the primary key, from 1; 0 outside of it. */
  keyPosition: number;
  isGenerated: boolean;
  /** Collation that the engine lacks: it cannot compare the column; null for any other column. */
  missingCollation: string | null;
  /** The engine's words for a column that cannot be read; null for a readable one. */
  problem: string | null;
  /** The only values that a CHECK allows. */
  values: (string | number)[] | null;
  isJson: boolean;
  bounds: Bound[];
}

/** Reaction of the engine in the rows that refer to another: https://www.sqlite.org/foreignkeys.html#fk_actions */
export type ReferenceAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface ForeignKey {
  columns: string[];
  /** Name of the table as the foreign key writes it. */
  target: string;
  /** Real names; null when the table or a column does not exist. */
  table: string | null;
  references: string[] | null;
  /** When the row that it refers to gets another key. */
  onUpdate: ReferenceAction;
  /** When the row that it refers to is deleted. */
  onDelete: ReferenceAction;
}

export interface CheckInfo {
  /** Name in the engine's errors: the constraint's name, or its expression. */
  name: string;
  columns: string[];
}

export interface TableInfo {
  name: string;
  kind: 'table' | 'view' | 'virtual' | 'shadow';
  /** Virtual table whose module keeps its rows here; null for any other kind than `shadow`. */
  parent: string | null;
  /** Tables in which the module of a virtual table keeps its rows. */
  parts: string[];
  columns: ColumnInfo[];
  /** In the order of the key; empty without a key. */
  primaryKey: string[];
  foreignKeys: ForeignKey[];
  /** Columns of each unique index that covers all rows. */
  uniques: string[][];
  /**
   * Columns of each index of all rows, in their order, up to the first expression or foreign
   * collation.
   */
  indexes: string[][];
  /** Collation of an index that the engine lacks: it fails where it walks that index. */
  missingIndexCollation: string | null;
  checks: CheckInfo[];
  strict: boolean;
  withoutRowid: boolean;
  /** Reason for unreadable columns; null for a readable table. */
  problem: string | null;
}
