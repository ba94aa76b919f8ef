import type { SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { auditRowsWrite, type AuditedRow } from '../../services/audit.js';
import { singularOf } from '../names/words.js';

/** Writes many rows of a table to the audit trail, in parts that fit a parameter. */

/** Audit rows of one parameter, in characters of JSON. */
const PIECE_LENGTH = 400_000;

export interface RowsAudit {
  context: Context;
  actor: Actor;
  operationId: string;
}

/**
 * Returns the writes of these rows, whose values the caller has masked.
 * @param toRecordId makes the id of a row of what its entry has, where the batch alone knows it
 */
export function auditRows(
  { context, actor, operationId }: RowsAudit,
  tableName: string,
  verb: 'created' | 'deleted' | 'edited',
  entries: readonly AuditedRow[],
  toRecordId?: (listed: SQL) => SQL,
): SQL[] {
  const pieces: AuditedRow[][] = [];
  let left = 0;
  for (const entry of entries.flatMap(inParts)) {
    const { length } = JSON.stringify(entry);
    if (length > left) {
      pieces.push([]);
      left = PIECE_LENGTH;
    }
    pieces.at(-1)?.push(entry);
    left -= length;
  }
  const action = `${singularOf(tableName)}.${verb}`;
  return pieces.map((piece) =>
    auditRowsWrite(context, actor, { action, tableName, operationId }, piece, toRecordId),
  );
}

/**
 * Cuts long values into parts, each with a row of its own in the trail: one value of it takes two
 * million bytes, and the hexadecimal digits of a file are twice its size.
 */
function inParts(entry: AuditedRow): AuditedRow[] {
  const long: AuditedRow[] = [];
  const cut = (which: 'before' | 'after') => {
    const values = entry[which];
    if (values === undefined) return {};
    const short = Object.entries(values).map(([name, value]): [string, unknown] => {
      const parts = partsOf(value);
      for (const [index, part] of parts.entries()) {
        const own = { [name]: part, part: index + 1, parts: parts.length };
        long.push({ recordId: entry.recordId, [which]: own });
      }
      return [name, parts.length === 0 ? value : { parts: parts.length }];
    });
    return { [which]: Object.fromEntries(short) };
  };
  return [{ recordId: entry.recordId, ...cut('before'), ...cut('after') }, ...long];
}

/** Cuts a long value; none for a short one. */
function partsOf(value: unknown): unknown[] {
  const text = textOf(value);
  const size = PIECE_LENGTH / 2;
  if (text === null || text.length <= size) return [];
  return Array.from({ length: Math.ceil(text.length / size) }, (_, part) => {
    const piece = text.slice(part * size, (part + 1) * size);
    return typeof value === 'string' ? piece : { x: piece };
  });
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const { x } = (value ?? {}) as { x?: unknown };
  return typeof x === 'string' ? x : null;
}
