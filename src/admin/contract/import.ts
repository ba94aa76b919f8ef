/** Messages between the import page and the server: plain types for both sides. */

/** `all`: every row or none; `good`: the rows without a problem. */
export type ImportMode = 'all' | 'good';

/** The page's request, in the address: the body is the file. */
export interface ImportRequest {
  step: 'check' | 'commit';
  /** JSON of an `ImportColumn.path` for each column of the file, empty for one to leave out */
  mapping?: string;
  mode?: ImportMode;
  /** one for each chosen file, the same for every attempt */
  operationId?: string;
}

export interface ImportColumn<Text = string> {
  path: string;
  label: Text;
  isRequired: boolean;
}

export interface ImportLine<Text = string> {
  /** number of its first line in the file */
  line: number;
  label: string;
  /** empty where the row is good */
  problem: Text | '';
}

export interface ImportReply<Text = string> {
  /** columns that a file may have */
  columns: ImportColumn<Text>[];
  /** reason why the server cannot use the file as it is */
  problem?: Text;
  headers?: string[];
  /** the mapping as the server used it: paths, or empty */
  mapping?: string[];
  checked?: ImportCounts<Text>;
  imported?: Imported<Text>;
}

export interface ImportCounts<Text = string> {
  good: number;
  bad: number;
  /** the first rows, the ones with problems before the others */
  lines: ImportLine<Text>[];
  /** rows with problems, as a file to correct and upload again */
  errorFile?: string;
  /** number of rows in that file: fewer than `bad` where those are very many */
  errorRows?: number;
}

/** The outcome of an import; `repeated` where the same operation id had taken effect before. */
export type Imported<Text = string> = ImportCounts<Text> & { repeated: boolean };
