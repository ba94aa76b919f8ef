import type { OddsFormat } from '../../domain/odds.js';
import type { ColumnInfo, ForeignKey, TableInfo } from '../../db/introspection/introspect.js';
import type { Message } from '../../messages/message.js';
import type { ColumnKind, Tone } from '../contract/panel.js';
import type { ResourceDeclaration } from '../declaration/resource.js';
import type { RecordKey } from '../keys/column-key.js';
import type { ColumnFormat } from '../columns/column-reading.js';
import type { MadeKey } from './made-key.js';

/** Types of a table and its columns for every part of the panels; describe.ts builds them. */

/** Form of a row's title. */
export interface TitleForm {
  separator: ' · ' | ', ';
  /** Title columns that the title of the referenced row stands for. */
  parents: string[];
  /** Adds the row's key: where two rows read alike, or to every row. */
  key: 'never' | 'alike' | 'always';
}

export interface PanelColumn {
  /** Name in the database. */
  name: string;
  /** Name in AdminJS: in URLs, forms and replies. */
  path: string;
  label: string;
  kind: ColumnKind;
  format: ColumnFormat;
  /** A text that takes the place of others in a list and names no row: by its values or its name. */
  isLongText: boolean;
  info: ColumnInfo;
  isKey: boolean;
  isSecret: boolean;
  /** Written by this program only, so that its times have one notation. */
  isOwn: boolean;
  /** Encrypted at rest; equality searches the blind index in `indexColumn`, where there is one. */
  encrypted: { indexColumn: string | null } | null;
  isSensitive: boolean;
  /** Money that may be below zero. */
  isSigned: boolean;
  /** Money that a list adds up. */
  isSummed: boolean;
  isOdds: boolean;
  /** Notation of the book, for odds that are stored as a price. */
  priceFormat: OddsFormat | null;
  /** A new row needs a value from the user. */
  isRequired: boolean;
  /**
   * The empty text is a value of its own: an empty input stores it, and NULL is chosen apart. In
   * other columns an empty input is NULL.
   */
  mayBeEmpty: boolean;
  /** Reason why no form may write it; null where a form may. */
  readOnlyReason: Message | null;
  /** Table whose rows it refers to by their key. */
  references: string | null;
  /** Key that identifies those rows in the column's values in addresses and forms. */
  referencedKey: RecordKey | null;
  /** Paths of the columns that it refers to, where they are not the key of that table. */
  referencedPaths: readonly string[] | null;
  hint: Message | null;
  /** Hint in the form for a new row: the value that an empty input takes. */
  newHint: Message | null;
  tones: Record<string, Tone>;
}

/** Unique columns beside the key, by which other tables refer to rows. */
export interface AlternateKey {
  key: RecordKey;
  paths: readonly string[];
}

/** Foreign key of several columns. */
export interface JointReference {
  /** Table whose rows it refers to. */
  table: string;
  columns: readonly string[];
  /** Column whose input chooses a row for all of them; null where each has another reference. */
  chooser: string | null;
  /** Key of the columns that it refers to. */
  key: RecordKey;
  /** Paths of those columns, each beside its own column. */
  paths: readonly string[];
}

/** Foreign key of another table, or of the table itself, that refers to its rows. */
export interface Referrer {
  table: PanelTable;
  foreignKey: ForeignKey;
}

export interface PanelTable {
  /** Resource id of AdminJS. */
  id: string;
  info: TableInfo;
  label: string;
  singular: string;
  columns: PanelColumn[];
  /** Key of its rows; null where nothing identifies a row, so that the table has a list only. */
  key: RecordKey | null;
  /** Key of a new row that the panels make, unless the form has one. */
  madeKey: MadeKey | null;
  alternates: AlternateKey[];
  joint: JointReference[];
  /** Foreign keys whose rows refer to its rows: a delete reaches them. */
  referrers: Referrer[];
  /** Reason why the database refuses every new row. */
  newRowProblem: Message | null;
  /** Columns of a row's title. */
  title: string[];
  titleForm: TitleForm;
  list: string[];
  show: string[] | null;
  sort: { column: string; direction: 'asc' | 'desc' } | null;
  readOnlyReason: Message | null;
  declaration: ResourceDeclaration | null;
}

/** Returns the paths of columns, in the order of their names. */
export function pathsOf({ columns }: PanelTable, names: readonly string[]): string[] {
  return names.flatMap((name) => columns.find((column) => column.name === name)?.path ?? []);
}
