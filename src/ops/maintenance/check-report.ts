import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../db/copies/durable.js';
import { fromStoredOrNull, type Message } from '../../messages/message.js';

/** The report of the last nightly check, in the folder of the copies. */

const checkRule = z.object({
  /** Copy that was checked, and the instant of its book. */
  copy: z.string(),
  at: z.iso.datetime(),
  checkedAt: z.iso.datetime(),
  /** Reason for which nothing can be restored from it; null when it is sound. */
  problem: z.unknown().transform((stored): Message | null => fromStoredOrNull(stored)),
  reconciled: z.boolean(),
  brokenRows: z.number(),
  /** Tables and indexes of the copied book, the largest first. */
  objects: z.array(
    z.object({
      name: z.string(),
      table: z.string(),
      isIndex: z.boolean(),
      bytes: z.number().nullable(),
      rows: z.number().nullable(),
      isEstimate: z.boolean(),
    }),
  ),
  tookMs: z.number().nonnegative(),
});

export type CheckReport = z.infer<typeof checkRule>;

const REPORT = 'last-check.json';

/** Keeps a report; a folder that is read-only goes without. */
export function keepCheckReport(folder: string, report: CheckReport): void {
  try {
    writeDurably(path.join(folder, REPORT), `${JSON.stringify(report, null, 2)}\n`);
  } catch {
    // The log has it.
  }
}

/** Reads the report of the last check; null without one. */
export function readCheckReport(folder: string): CheckReport | null {
  try {
    const text = fs.readFileSync(path.join(folder, REPORT), 'utf8');
    return checkRule.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
