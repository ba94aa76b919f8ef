/** What the import page and the server tell each other. Plain types, imported by both sides. */

export type ImportMode = 'all' | 'good';

/** What the page posts beside the file, which is the body: in the address. */
export interface ImportRequest {
  step: 'check' | 'commit';
  /** JSON of `ImportColumn.path` for each column of the file; empty: left out */
  mapping?: string;
  /** `all`: every row or none; `good`: those that are right */
  mode?: ImportMode;
  /** one for each opening of the page; the same for every try */
  operationId?: string;
}

export interface ImportColumn {
  path: string;
  label: string;
  isRequired: boolean;
}

export interface ImportLine {
  /** where it begins in the file */
  line: number;
  label: string;
  /** empty where it is right */
  problem: string;
}

export interface ImportReply {
  /** what a file may hold */
  columns: ImportColumn[];
  /** why nothing can be done with the file as it is */
  problem?: string;
  headers?: string[];
  /** as it was used: paths, or empty */
  mapping?: string[];
  checked?: ImportCounts;
  imported?: Imported;
}

export interface ImportCounts {
  good: number;
  bad: number;
  /** the first rows, those with problems before the others */
  lines: ImportLine[];
  /** rows with problems as a file that can be mended and uploaded */
  errorFile?: string;
  /** how many rows it has: not all that are bad where those are very many */
  errorRows?: number;
}

export type Imported = ImportCounts & { repeated: boolean };
