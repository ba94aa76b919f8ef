/** Rows that one run of a statement read, as D1 counts and bills them, those of its triggers included. */
export interface RowsRead {
  sql: string;
  rowsRead: number;
  /** Rows of the answer; of a count of rows, the count. */
  answered: number;
}
