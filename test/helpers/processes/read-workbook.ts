import fs from 'node:fs';
import { openImportFile } from '../../../src/admin/import-files/file.js';
import type { Context } from '../../../src/context.js';
import { DomainError } from '../../../src/errors.js';
import { render } from '../../../src/messages/render.js';

/** A process that reads a workbook as an import does, and nothing else: `read-workbook.ts FILE`. */

export interface WorkbookRead {
  rows: number;
  /** Characters of all cells. */
  length: number;
  /** Refusal of the file. */
  problem: string | null;
  /** Most memory of the whole process, in megabytes. */
  peakMb: number;
}

const read: WorkbookRead = { rows: 0, length: 0, problem: null, peakMb: 0 };
try {
  const file = await openImportFile({} as Context, fs.readFileSync(process.argv[2] ?? ''));
  for await (const rows of file.rows()) {
    read.rows += rows.length;
    for (const { cells } of rows) for (const cell of cells) read.length += cell.length;
  }
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  read.problem = render(error.said, 'en');
}
read.peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify(read));
