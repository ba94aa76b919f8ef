/** What one run of a statement read, as D1 counts and bills it: the rows of its triggers too. */
export interface RowsRead {
  sql: string;
  rowsRead: number;
  /** Rows of the answer; of a count of rows, the count. */
  answered: number;
}
