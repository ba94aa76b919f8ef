/** Messages between the maintenance page and its handler: plain types for both sides. */

/** A job that the page may start; a GET reads the present state. */
export type MaintenanceJob = 'copy' | 'check' | 'optimize' | 'drill';

export type MaintenanceTone = 'good' | 'warn' | 'bad' | 'none';

/** The newest result of one kind of maintenance. */
export interface MaintenanceResult<Text = string> {
  name: string;
  label: Text;
  /** ISO 8601, UTC; absent when it was never done */
  at?: string;
  text: Text;
  tone: MaintenanceTone;
  /** job of its button; absent where the page has none */
  job?: MaintenanceJob;
  /** true while the job runs or waits */
  isRunning: boolean;
  /** what the job of this page ended with */
  outcome?: Text;
  problem?: Text;
}

export interface MaintenanceCopy<Text = string> {
  name: string;
  at?: string;
  kind?: Text;
  bytes?: number;
  state: Text;
  tone: MaintenanceTone;
}

export interface MaintenanceSize<Text = string> {
  name: string;
  bytes: number | null;
  rows: number | null;
  /** how the rows were counted */
  counted: Text;
}

export interface MaintenanceData<Text = string> {
  /** zone of the times that the page shows */
  timezone: string;
  /** the answer to: what if the disk dies now? absent without a proven copy */
  proven?: {
    at: string;
    /** at most so many minutes of changes are in no copy */
    lostMinutes: number;
    /** time that the last drill took; absent without one */
    recoverSeconds?: number;
  };
  warnings: Text[];
  /** what this engine does in another way, or not at all */
  notes: Text[];
  results: MaintenanceResult<Text>[];
  /** newest first, at most some of them */
  copies: MaintenanceCopy<Text>[];
  copyCount: number;
  folder?: string;
  file?: { bytes: number; freeBytes: number; logBytes: number };
  /** largest tables of the last checked copy, with their indexes */
  sizes: MaintenanceSize<Text>[];
  /** reason why a request was refused */
  problem?: Text;
}
