/** What the export page asks and is answered. Plain types, imported by both sides. */

export interface ExportReply {
  total: number;
  /** there are more than were counted */
  isCapped: boolean;
  /** headers of the file, in order */
  columns: string[];
}

export const exportFormats = ['csv', 'xlsx', 'json'] as const;

export type ExportFormat = (typeof exportFormats)[number];
