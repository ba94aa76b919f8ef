import { sql, type SQL } from 'drizzle-orm';
import { guard, jsonField, jsonTable, type Write } from '../../db/batch.js';
import type { Actor, Role } from '../../domain/actor.js';
import type { Refusal } from '../../domain/decision.js';
import { hasStarted, refuseStarted } from '../../domain/event-start.js';
import {
  brokenLimits,
  refuseLimit,
  rulesFor,
  type Bet,
  type BrokenLimit,
  type LimitRule,
  type LimitScope,
  type PlacedBy,
} from '../../domain/limit-rule.js';
import { toCents } from '../../domain/money.js';
import { PRICE_TOLERANCE, type OddsFormat } from '../../domain/odds.js';
import type { OperationFacts } from '../operations/facts.js';

/** Limit rules in the batch of a placing or accepting: read, decided, guarded, and audited. */

/** Selects the rules in force for a customer of an agent, as JSON. */
export function limitsOf(customerId: SQL, agentId: SQL): SQL {
  return sql`(SELECT json_group_array(json_object('id', r.id, 'name', r.name, 'scope', r.scope,
      'by', r.placed_by, 'least', r.least_stake, 'stake', r.greatest_stake, 'win', r.greatest_win,
      'odds', r.greatest_odds, 'most', r.greatest_open_stakes, 'open', ${openCents}))
    FROM limit_rules r WHERE r.status = 'active' AND ${appliesTo(customerId, agentId)})`;
}

/** Open stakes of the owner of rule `r`, cents. */
const openCents = sql`coalesce((SELECT o.open_cents FROM open_stakes o
  WHERE o.scope = r.scope AND o.owner_id = coalesce(r.customer_id, r.agent_id, '')), 0)`;

/**
 * Finds rules `r` by their keys, however many there are for others. Without the names of the
 * indexes, the planner walks all of them once ANALYZE has seen a few scopes.
 */
const appliesTo = (customerId: SQL, agentId: SQL): SQL =>
  sql`r.id IN (SELECT id FROM limit_rules INDEXED BY idx_limit_rules_scope WHERE scope = 'book'
    UNION ALL SELECT id FROM limit_rules INDEXED BY idx_limit_rules_agent
      WHERE agent_id = ${agentId}
    UNION ALL SELECT id FROM limit_rules INDEXED BY idx_limit_rules_customer
      WHERE customer_id = ${customerId})`;

interface StoredRule {
  id: string;
  name: string;
  scope: LimitScope;
  by: PlacedBy;
  least: number | null;
  stake: number | null;
  win: number | null;
  odds: number | null;
  most: number | null;
  open: number;
}

/** Reads the rules that `limitsOf` selected. */
export function readLimits(json: string | null): LimitRule[] {
  const cents = (dollars: number | null) => (dollars === null ? null : toCents(dollars));
  return (JSON.parse(json ?? '[]') as StoredRule[]).map((rule) => ({
    id: rule.id,
    name: rule.name,
    scope: rule.scope,
    placedBy: rule.by,
    leastStakeCents: cents(rule.least),
    greatestStakeCents: cents(rule.stake),
    greatestWinCents: cents(rule.win),
    greatestPrice: rule.odds,
    greatestOpenCents: cents(rule.most),
    openCents: rule.open,
  }));
}

/** A wager that is placed or accepted, as far as limits and clock decide on it. */
export interface LimitedWager extends Bet {
  id: string;
  eventStartsAt: string | null;
  rules: readonly LimitRule[];
}

/** The limits that a wager does not keep, and whether its event has begun. */
export interface Overridden {
  broken: BrokenLimit[];
  /** Start of the event, where it has begun. */
  startedAt: string | null;
}

/**
 * Decides by the limit rules and the start of the event: a refusal, or the limits that an
 * administrator passes with a reason.
 */
export function decideLimits(
  { role }: Pick<Actor, 'role'>,
  wager: LimitedWager,
  given: { at: string; reason: string | null; oddsFormat: OddsFormat },
): { refusal: Refusal & { field: string } } | Overridden {
  const { at, reason, oddsFormat } = given;
  const broken = brokenLimits(rulesFor(wager.rules, role), wager);
  const startedAt = hasStarted(wager.eventStartsAt, at) ? wager.eventStartsAt : null;
  const [first] = broken;
  if ((role === 'admin' && reason !== null) || (!first && startedAt === null)) {
    return { broken, startedAt };
  }
  return {
    refusal:
      startedAt === null && first
        ? refuseLimit(first, { ...wager, role, oddsFormat })
        : refuseStarted(startedAt ?? at, role),
  };
}

/** A wager of the batch, with what its operation knew of its limits. */
export interface GuardedWager extends Overridden {
  id: string;
  price: number;
}

/**
 * Aborts the batch unless its wagers pass exactly the rules that were decided on: another placing
 * may have raised the open stakes, an administrator may have changed a rule.
 */
export function limitsGuard(
  role: Role,
  wagers: readonly GuardedWager[],
  { isPlacing }: { isPlacing: boolean },
): SQL {
  const known = wagers.reduce((sum, { broken }) => sum + rulesOf(broken).length, 0);
  const listed = wagers.map(({ id, price }) => ({ id, p: price }));
  const open = isPlacing
    ? sql` OR ${openCents} > CAST(round(r.greatest_open_stakes * 100) AS INTEGER)`
    : sql``;
  return guard(
    'limits',
    sql`(SELECT count(*) FROM ${jsonTable(listed)} CROSS JOIN wagers w ON w.id = ${jsonField('id')}
      CROSS JOIN limit_rules r ON ${appliesTo(sql`w.customer_id`, sql`w.agent_id`)}
      WHERE r.status = 'active' AND r.placed_by IN ('anybody', ${role})
        AND (w.amount < r.least_stake OR w.amount > r.greatest_stake
          OR w.potential_win > r.greatest_win
          OR ${jsonField('p')} > r.greatest_odds + ${PRICE_TOLERANCE}${open})) = ${known}`,
  );
}

/** Writes an audit row about each wager that an administrator placed or accepted all the same. */
export function overrideAudits(
  { operationId, actorUserId, requestId, address, reason }: OperationFacts,
  at: string,
  wagers: readonly GuardedWager[],
): Write[] {
  const passed = wagers.filter(({ broken, startedAt }) => broken.length > 0 || startedAt !== null);
  if (passed.length === 0) return [];
  const audits = passed.map(({ id, broken, startedAt }) => ({
    id,
    a: {
      limits: broken.map(({ kind, rule }) => ({ rule: rule.id, name: rule.name, limit: kind })),
      event_starts_at: startedAt ?? undefined,
    },
  }));
  return [
    sql`INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id,
        operation_id, request_id, address, reason, after)
      SELECT ${at}, ${actorUserId}, 'limits.passed', 'wagers', ${jsonField('id')}, ${operationId},
        ${requestId ?? null}, ${address ?? null}, ${reason ?? null}, j.value -> '$.a'
      FROM ${jsonTable(audits)} ORDER BY j.key`,
  ];
}

function rulesOf(broken: readonly BrokenLimit[]): string[] {
  return [...new Set(broken.map(({ rule }) => rule.id))];
}
