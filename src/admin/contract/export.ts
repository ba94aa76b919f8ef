/** The answer to the export page: plain types for both sides. */

export interface ExportReply<Text = string> {
  total: number;
  /** true where there are more rows than the server counts */
  isCapped: boolean;
  /** columns of the file, in order, in the reader's language; the file's headers are English */
  columns: Text[];
}

export const exportFormats = ['csv', 'xlsx', 'json'] as const;

export type ExportFormat = (typeof exportFormats)[number];
