import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../db/copies/durable.js';
import { fromStored, type Message } from '../../messages/message.js';

/** The report of the last drill, in the folder of the copies. */

const ms = z.number().nonnegative();

const drillRule = z.object({
  /** Copy that was restored, and the instant of its book. */
  copy: z.string(),
  at: z.iso.datetime(),
  drilledAt: z.iso.datetime(),
  reconciled: z.boolean(),
  brokenRows: z.number(),
  /** Time by which the copy was older than the drill: so much work would have been lost. */
  lostMs: ms,
  buildMs: ms,
  proveMs: ms,
  /** From the start of the server until it listened and had its panels. */
  startMs: ms,
  readyMs: ms,
  listMs: ms,
  recordMs: ms,
  /** From the first byte of the copy to the last answer. */
  tookMs: ms,
});

export type DrillReport = z.infer<typeof drillRule>;

const REPORT = 'last-drill.json';
const FAILURE = 'last-drill-failed.json';

/** A drill that failed after the last one that did not. */
export interface DrillFailure {
  failedAt: string;
  problem: Message;
}

/** Keeps a report; a folder that is read-only goes without. */
export function keepDrillReport(folder: string, report: DrillReport): void {
  try {
    writeDurably(path.join(folder, REPORT), `${JSON.stringify(report, null, 2)}\n`);
    fs.rmSync(path.join(folder, FAILURE), { force: true });
  } catch {
    // The operator has read it.
  }
}

/** Keeps the failure of a drill, until a drill succeeds; a folder that is read-only goes without. */
export function keepDrillFailure(folder: string, failure: DrillFailure): void {
  try {
    writeDurably(path.join(folder, FAILURE), `${JSON.stringify(failure)}\n`);
  } catch {
    // The operator has read it.
  }
}

/** Reads the failure of the last drill; null when it succeeded. */
export function readDrillFailure(folder: string): DrillFailure | null {
  try {
    const kept = JSON.parse(fs.readFileSync(path.join(folder, FAILURE), 'utf8')) as Record<
      string,
      unknown
    >;
    return { failedAt: String(kept['failedAt']), problem: fromStored(kept['problem']) };
  } catch {
    return null;
  }
}

/** Reads the report of the last drill; null without one. */
export function readDrillReport(folder: string): DrillReport | null {
  try {
    const text = fs.readFileSync(path.join(folder, REPORT), 'utf8');
    return drillRule.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
