import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { formatCents, toDollars } from '../../domain/money.js';
import type { WagerState } from '../../domain/wager.js';
import type { KeyRange } from './key-ranges.js';
import type { Findings } from './report.js';
import { cents, recognisedWin } from './sql.js';

/** Invariant 6 of docs/money.md for a range of wagers. */

interface Link {
  id: string;
  wagerId: string;
  number: string;
  status: WagerState['status'];
  result: WagerState['result'];
  settledAt: string | null;
  at: string;
  fromStatus: WagerState['status'];
  fromResult: WagerState['result'];
  toStatus: WagerState['status'];
  toResult: WagerState['result'];
  previousStatus: WagerState['status'] | null;
  previousResult: WagerState['result'];
  /** The open status that earlier gradings last left; null unless this one leads to pending. */
  openBefore: WagerState['status'] | null;
  isLast: number;
  expectedWin: number;
  foundWin: number;
}

/**
 * Checks that each grading begins at the end of the one before (the first at an open wager), that the
 * last one ends at the wager's present state, and that each has the change of the book's win that
 * follows from it: then they also sum to the recognised win. Accepting is not graded, so active
 * follows pending; only a wager that was never accepted is reopened to pending.
 */
export async function checkGradings(
  context: Context,
  range: KeyRange,
  findings: Findings,
): Promise<void> {
  findings.looked(6, range.count);
  const links = await context.longDb.all<Link>(sql`SELECT * FROM (
      SELECT g.id, w.id AS wagerId, w.wager_number AS number, w.status, w.result,
        w.settled_at AS settledAt, g.created_at AS at,
        g.from_status AS fromStatus, g.from_result AS fromResult,
        g.to_status AS toStatus, g.to_result AS toResult,
        lag(g.to_status) OVER story AS previousStatus, lag(g.to_result) OVER story AS previousResult,
        CASE g.to_status WHEN 'pending' THEN (
          SELECT e.from_status FROM gradings e WHERE e.wager_id = g.wager_id
            AND e.wager_version < g.wager_version AND e.from_status IN ('pending', 'active')
          ORDER BY e.wager_version DESC LIMIT 1) END AS openBefore,
        lead(g.id) OVER story IS NULL AS isLast,
        ${recognisedWin(sql`g.to_status`, sql`g.to_result`)}
          - (${recognisedWin(sql`g.from_status`, sql`g.from_result`)}) AS expectedWin,
        ${cents(sql`g.win_delta`)} AS foundWin
      FROM wagers w CROSS JOIN gradings g ON g.wager_id = w.id
      WHERE ${range.of(sql`w.id`)}
      WINDOW story AS (PARTITION BY g.wager_id ORDER BY g.wager_version, g.created_at, g.id))
    WHERE expectedWin <> foundWin
      OR (previousStatus IS NULL AND NOT (fromStatus IN ('pending', 'active') AND fromResult IS NULL))
      OR (previousStatus IS NOT NULL
        AND (NOT ${follows(sql`fromStatus`, sql`previousStatus`)}
          OR fromResult IS NOT previousResult))
      OR (toStatus = 'pending' AND openBefore IS NOT 'pending')
      OR (isLast AND (NOT ${follows(sql`status`, sql`toStatus`)} OR toResult IS NOT result
        OR (status IN ('settled', 'voided') AND settledAt IS NOT at)))
    ORDER BY wagerId, at`);
  for (const link of links) reportLink(link, findings);
  const bare = await context.longDb.all<WagerState & { id: string; number: string }>(
    sql`SELECT w.id, w.wager_number AS number, w.status, w.result FROM wagers w
      WHERE ${range.of(sql`w.id`)} AND +w.status NOT IN ('pending', 'active')
        AND NOT EXISTS (SELECT 1 FROM gradings g WHERE g.wager_id = w.id) ORDER BY w.id`,
  );
  for (const wager of bare) {
    findings.broken(6, {
      table: 'wagers',
      id: wager.id,
      label: wager.number,
      expected: 'a grading',
      found: null,
      text: `wager ${wager.number} is ${stateText(wager)} and has no grading`,
    });
  }
}

/** SQL that is true when a status may follow a grading to `before`: accepting is not graded. */
const follows = (status: SQL, before: SQL): SQL =>
  sql`(${status} = ${before} OR (${status} = 'active' AND ${before} = 'pending'))`;

function reportLink(link: Link, findings: Findings): void {
  const { wagerId, number, at, expectedWin, foundWin } = link;
  const from = stateText({ status: link.fromStatus, result: link.fromResult });
  const to = stateText({ status: link.toStatus, result: link.toResult });
  const present = stateText(link);
  const broken = (expected: string | number, found: string | number | null, text: string) =>
    findings.broken(6, {
      table: 'wagers',
      id: wagerId,
      label: number,
      expected,
      found,
      text: `wager ${number}: ${text}`,
    });
  if (expectedWin !== foundWin) {
    broken(
      toDollars(expectedWin),
      toDollars(foundWin),
      `its grading of ${at} says a book’s win of ${formatCents(foundWin)}, from ${from} to ${to} is ${formatCents(expectedWin)}`,
    );
  }
  const before =
    link.previousStatus === null
      ? null
      : stateText({ status: link.previousStatus, result: link.previousResult });
  const isOpen = from === 'pending' || from === 'active';
  if (before === null ? !isOpen : !canFollow(from, before)) {
    broken(
      before ?? 'open',
      from,
      `its grading of ${at} begins at ${from}, not at ${before ?? 'open'}`,
    );
  }
  if (to === 'pending' && link.openBefore !== 'pending') {
    broken(
      link.openBefore ?? 'open',
      to,
      `its grading of ${at} leads back to pending, and it had been accepted`,
    );
  }
  if (!link.isLast) return;
  if (!canFollow(present, to)) {
    broken(to, present, `it is ${present}, its last grading says ${to}`);
  } else if (link.settledAt !== at && (link.status === 'settled' || link.status === 'voided')) {
    broken(
      at,
      link.settledAt,
      `it was settled at ${String(link.settledAt)}, its last grading is of ${at}`,
    );
  }
}

/** Decides as `follows`, for states in words. */
const canFollow = (after: string, before: string): boolean =>
  after === before || (after === 'active' && before === 'pending');

/** Writes every state in words of its own, impossible states included. */
function stateText({ status, result }: WagerState): string {
  if (result !== null)
    return result === 'void' && status === 'voided' ? status : `${status} as ${result}`;
  return status === 'settled' || status === 'voided' ? `${status} without a result` : status;
}
