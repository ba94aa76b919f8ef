import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { folderProblem } from './problems.js';

/**
 * The manifest of a copy: a JSON file beside it that says what it holds and that it was proven. It
 * is renamed into place last, so that a copy without one was never finished.
 */

const operation = z.object({ id: z.string(), kind: z.string(), at: z.string() });
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

const manifestRule = z.object({
  format: z.literal(1),
  kind: z.enum(['full', 'increment']),
  /** Instant of the book in the copy: ISO 8601, UTC, milliseconds. */
  at: z.iso.datetime(),
  /** Bookmark of D1's Time Travel of the same state. */
  bookmark: z.string().nullable().default(null),
  book: z.string(),
  /** Size and SHA-256 of the copy's file. */
  bytes: count,
  sha256: hash,
  /** Name of the copy whose pages an increment continues, and the root of its pages. */
  parent: z.string().nullable(),
  parentRoot: hash.nullable(),
  /** Hash of the list of page hashes. */
  root: hash,
  pageSize: count,
  pages: count,
  changedPages: count,
  migrations: z.array(z.string()),
  newestOperation: operation.nullable(),
  counts: z.record(z.string(), count),
  money: z.record(z.string(), z.number()),
  dataKeys: z.array(z.string()),
  proven: z.object({
    at: z.iso.datetime(),
    /** True when the reconciliation ran: not on a schema that this code does not have. */
    reconciled: z.boolean(),
    /** Rows that broke a rule in the book already: the copy has them too. */
    brokenRows: count,
    tookMs: count,
  }),
});

export type Manifest = z.infer<typeof manifestRule>;
export type CopyKind = Manifest['kind'];

/** A proven copy in a folder. */
export interface Copy extends Manifest {
  name: string;
  file: string;
}

const ENDS: Record<CopyKind, string> = { full: 'full', increment: 'inc' };
const NAME = /^book-\d{8}T\d{9}Z-[0-9a-f]{12}\.(?:full|inc)$/;

/** Returns the name of a copy: it sorts by time, and two books never share one. */
export function copyName({ kind, at, sha256 }: Pick<Manifest, 'kind' | 'at' | 'sha256'>): string {
  return `book-${at.replace(/[-:.]/g, '')}-${sha256.slice(0, 12)}.${ENDS[kind]}`;
}

/** Returns true for the name of a copy's own file. */
export function isCopyName(name: string): boolean {
  return NAME.test(name);
}

/** Returns the name of the manifest beside a copy. */
export function manifestName(copy: string): string {
  return `${copy}.json`;
}

/** Returns the name of the list of page hashes beside a copy. */
export function pageListName(copy: string): string {
  return `${copy}.pages`;
}

/** Reads a manifest; null when the file is missing, cut or not a manifest of this copy. */
export function readManifest(folder: string, name: string): Copy | null {
  let text: string;
  try {
    text = fs.readFileSync(path.join(folder, manifestName(name)), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw folderProblem(error, folder);
  }
  const parsed = manifestRule.safeParse(parseJson(text));
  if (!parsed.success || copyName(parsed.data) !== name) return null;
  return { ...parsed.data, name, file: path.join(folder, name) };
}

/** Writes a manifest as text. */
export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
