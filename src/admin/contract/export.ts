/** The answer to the export page: plain types for both sides. */

export interface ExportReply {
  total: number;
  /** true where there are more rows than the server counts */
  isCapped: boolean;
  /** headers of the file, in order */
  columns: string[];
}

export const exportFormats = ['csv', 'xlsx', 'json'] as const;

export type ExportFormat = (typeof exportFormats)[number];
