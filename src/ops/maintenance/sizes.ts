import fs from 'node:fs';
import type { Context } from '../../context.js';
import { measureObjects, type MeasuredObject } from '../../db/copies/table-sizes.js';
import { readPages } from '../../db/copies/vacuum-file.js';
import { measureRows } from './d1-sizes.js';

/** Sizes of a database, its tables and its indexes. */

export interface FileSize {
  bytes: number;
  /** Bytes that hold nothing: `db vacuum` gives them back. */
  freeBytes: number;
  /** Bytes of the write-ahead log beside the file. */
  logBytes: number;
}

export interface SizeReport {
  location: string;
  /** Null on D1. */
  file: FileSize | null;
  objects: MeasuredObject[];
}

/** Measures the database of a context, the largest first. It reads the whole file. */
export async function measureSizes(context: Context): Promise<SizeReport> {
  const { location } = context.engine;
  const file = measureFile(context);
  const objects = file === null ? await measureRows(context) : measureObjects(location);
  return { location, file, objects };
}

/** Reads the size of the file and its log; null on D1. */
export function measureFile({ engine }: Context): FileSize | null {
  if (engine.copyTo === null) return null;
  const { pageSize, pages, freePages } = readPages(engine.location);
  const log = fs.statSync(`${engine.location}-wal`, { throwIfNoEntry: false });
  return { bytes: pages * pageSize, freeBytes: freePages * pageSize, logBytes: log?.size ?? 0 };
}
