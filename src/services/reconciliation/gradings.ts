import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { toDollars } from '../../domain/money.js';
import type { WagerState } from '../../domain/wager.js';
import { message, type Message } from '../../messages/message.js';
import type { BrokenRow } from '../../domain/reconciliation.js';
import type { KeyRange } from './key-ranges.js';
import type { Findings } from './report.js';
import { cents, recognisedWin } from './sql.js';
import { sayState } from './states.js';

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
      expected: message('reconciliation.a_grading'),
      found: null,
      text: message('reconciliation.no_grading', {
        wager: wager.number,
        state: sayState(wager),
      }),
    });
  }
}

/** SQL that is true when a status may follow a grading to `before`: accepting is not graded. */
const follows = (status: SQL, before: SQL): SQL =>
  sql`(${status} = ${before} OR (${status} = 'active' AND ${before} = 'pending'))`;

function reportLink(link: Link, findings: Findings): void {
  const { wagerId: id, number: wager, at, expectedWin, foundWin } = link;
  const broken = (finding: Pick<BrokenRow<Message>, 'expected' | 'found' | 'text'>) =>
    findings.broken(6, { table: 'wagers', id, label: wager, ...finding });
  const from: WagerState = { status: link.fromStatus, result: link.fromResult };
  const to: WagerState = { status: link.toStatus, result: link.toResult };
  if (expectedWin !== foundWin) {
    broken({
      expected: toDollars(expectedWin),
      found: toDollars(foundWin),
      text: message('reconciliation.wrong_win', {
        ...{ wager, at, found: foundWin, expected: expectedWin },
        ...{ from: sayState(from), to: sayState(to) },
      }),
    });
  }
  const { previousStatus, previousResult } = link;
  const before = previousStatus && { status: previousStatus, result: previousResult };
  if (before === null ? !isOpen(from) : !canFollow(from, before)) {
    const expected = before === null ? message('reconciliation.open') : sayState(before);
    const found = sayState(from);
    const text = message('reconciliation.wrong_beginning', { wager, at, found, expected });
    broken({ expected, found, text });
  }
  if (to.status === 'pending' && to.result === null && link.openBefore !== 'pending') {
    broken({
      expected:
        link.openBefore === null
          ? message('reconciliation.open')
          : sayState({ status: link.openBefore, result: null }),
      found: sayState(to),
      text: message('reconciliation.back_to_pending', { wager, at }),
    });
  }
  if (link.isLast) reportEnd(link, to, broken);
}

/** Compares the last grading with the wager's present state and its time of settling. */
function reportEnd(
  link: Link,
  to: WagerState,
  broken: (finding: Pick<BrokenRow<Message>, 'expected' | 'found' | 'text'>) => void,
): void {
  const { number: wager, at, status, result, settledAt } = link;
  const present: WagerState = { status, result };
  if (!canFollow(present, to)) {
    const [expected, found] = [sayState(to), sayState(present)];
    const text = message('reconciliation.wrong_end', { wager, found, expected });
    broken({ expected, found, text });
  } else if (settledAt !== at && (status === 'settled' || status === 'voided')) {
    broken({
      expected: at,
      found: settledAt,
      text:
        settledAt === null
          ? message('reconciliation.no_settling_time', { wager, at })
          : message('reconciliation.wrong_settling_time', { wager, found: settledAt, at }),
    });
  }
}

const isOpen = ({ status, result }: WagerState): boolean =>
  result === null && (status === 'pending' || status === 'active');

/** Decides as `follows`: the same state, or an acceptance between. */
const canFollow = (after: WagerState, before: WagerState): boolean =>
  (after.status === before.status && after.result === before.result) ||
  (isOpen(after) && after.status === 'active' && isOpen(before) && before.status === 'pending');
