import type { ColumnInfo, TableInfo } from '../../db/introspection/introspect.js';
import type { Tone } from '../contract/panel.js';
import type { ColumnKind, ResourceDeclaration } from '../declaration/resource.js';
import type { RecordKey } from './record-key.js';

/** A table and its columns as every part of the panels knows them; describe.ts makes them. */

export interface PanelColumn {
  /** In the database. */
  name: string;
  /** In AdminJS: in URLs, forms and answers. */
  path: string;
  label: string;
  kind: ColumnKind;
  info: ColumnInfo;
  isKey: boolean;
  isSecret: boolean;
  /** Encrypted at rest; equality is searched in this column, where there is one. */
  encrypted: { indexColumn: string | null } | null;
  isSensitive: boolean;
  /** Money that may be below zero. */
  isSigned: boolean;
  isOdds: boolean;
  /** A new row must have a value of the person. */
  isRequired: boolean;
  /** A text that may not be NULL and may be empty: left empty it is the empty text. */
  mayBeEmpty: boolean;
  /** Whether a form may ever write it, and why not. */
  readOnlyReason: string | null;
  /** The table whose rows it names by their key. */
  references: string | null;
  /** How that table's rows are named in addresses and forms. */
  referencedKey: RecordKey | null;
  hint: string | null;
  tones: Record<string, Tone>;
}

export interface PanelTable {
  /** Resource id of AdminJS. */
  id: string;
  info: TableInfo;
  label: string;
  singular: string;
  columns: PanelColumn[];
  /** Null: its rows cannot be told apart, so it has a list only. */
  key: RecordKey | null;
  /** A new row's key is made by us. */
  generatesKey: boolean;
  title: string[];
  list: string[];
  show: string[] | null;
  sort: { column: string; direction: 'asc' | 'desc' } | null;
  readOnlyReason: string | null;
  declaration: ResourceDeclaration | null;
}
