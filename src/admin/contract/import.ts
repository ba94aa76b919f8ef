/** Messages between the import page and the server: plain types for both sides. */

/** `all`: every row or none; `good`: the rows without a problem. */
export type ImportMode = 'all' | 'good';

/** Rows of an import of all or nothing: one batch holds them all. */
export const MOST_ALL_OR_NOTHING = 10_000;

/** `add`: new rows; `update`: stored rows, found by a key; `both`: a row that no key finds is new. */
export const importWays = ['add', 'update', 'both'] as const;
export type ImportWay = (typeof importWays)[number];

/** Content types of the files. */
export const IMPORT_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The page's request, in the address: the body is the file. */
export interface ImportRequest {
  step: 'check' | 'commit';
  /** JSON of an `ImportColumn.path` for each column of the file, empty for one to leave out */
  mapping?: string;
  mode?: ImportMode;
  /** new rows unless given */
  way?: ImportWay;
  /** id of the key that finds stored rows; the first one that the file has unless given */
  key?: string;
  /** of a workbook; the first one unless given */
  sheet?: string;
  /** bytes behind the file: `ImportReply.seen` of the check that the user looked at */
  seen?: string;
  /** `ImportReply.operationId` of the check, the same for every attempt */
  operationId?: string;
  /** checks a file for a second import, which an earlier one does not count for */
  again?: 'yes';
}

export interface ImportColumn<Text = string> {
  path: string;
  label: Text;
  /** a new row needs it */
  isRequired: boolean;
  isForNew: boolean;
  isForChange: boolean;
  /** what its cells take */
  takes: Text;
}

/** Columns that find a stored row: the primary key, or those of a unique index. */
export interface ImportKey<Text = string> {
  id: string;
  label: Text;
  paths: string[];
}

export interface ImportLine<Text = string> {
  /** number of its first line in the file */
  line: number;
  label: string;
  /** empty where the row is good */
  problem: Text | '';
  /** what becomes of a good row; empty where the server looked at its problems only */
  effect: Text | '';
}

export interface ImportReply<Text = string> {
  /** columns that a file may have */
  columns: ImportColumn<Text>[];
  ways: ImportWay[];
  /** reason why no import adds rows */
  noNewRows?: Text;
  keys: ImportKey<Text>[];
  /** reason why the server cannot use the file as it is */
  problem?: Text;
  headers?: string[];
  /** sheets of a workbook, and the one that was read */
  sheets?: string[];
  sheet?: string | null;
  way?: ImportWay;
  key?: string | null;
  /** the mapping as the server used it: paths, or empty */
  mapping?: string[];
  checked?: ImportCounts<Text>;
  /** what the check saw of each stored row, in base64 */
  seen?: string;
  /** id of the import that was checked: the same file with the same choices has the same one */
  operationId?: string;
  /** says when an import of the same file began, and what it has written */
  earlier?: Text;
  imported?: Imported<Text>;
}

export interface ImportCounts<Text = string> {
  good: number;
  bad: number;
  /** parts of the good ones */
  added: number;
  changed: number;
  unchanged: number;
  /** good rows that an earlier request wrote; an outcome counts them among the others too */
  written: number;
  /** the first rows, the ones with problems before the others */
  lines: ImportLine<Text>[];
  /** rows with problems, as a file to correct and upload again */
  errorFile?: string;
  /** number of rows in that file: fewer than `bad` where those are very many */
  errorRows?: number;
}

/** The outcome of an import; `repeated` where the same operation id had taken effect before. */
export type Imported<Text = string> = ImportCounts<Text> & { repeated: boolean };
