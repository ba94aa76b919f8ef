/** The states of a bulk run: previewed, then confirmed and running, then finished or cancelled. */
export type BulkRunStatus = 'previewed' | 'running' | 'cancelled' | 'finished';
