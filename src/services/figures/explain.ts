import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { commitBatch, rows } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import {
  bookCommissionFormula,
  commissionFormula,
  commissionOf,
  figureDefinitions,
  isFigureName,
  type FigureDefinition,
  type FigureName,
  type RowSums,
} from '../../domain/figure-definitions.js';
import { DomainError } from '../../errors.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import { readRates } from '../stats/rates.js';
import { centsOf } from './conditions.js';
import { sayFact, sayPart, type FigureFact } from './facts.js';
import { placedRows, selectFigureRows, type FigureRow } from './rows.js';
import { readScope, readSpan, type FigureScope, type FigureSpan } from './scope.js';

/** The explanation of a figure: its formula, its parts and every row behind it. */

export interface FigureQuestion {
  figure: string;
  from: string;
  to: string;
  agentId?: string | undefined;
  customerId?: string | undefined;
  /** Page number, from 1. */
  page?: number | undefined;
  rowsPerPage?: number | undefined;
}

export interface Explanation {
  figure: FigureName;
  definition: FigureDefinition;
  formula: Message;
  /** Cents, percent or a count, as the definition's unit says. */
  value: number;
  scope: FigureScope;
  span: FigureSpan;
  parts: { name: Message; rows: number; sums: RowSums }[];
  sums: RowSums;
  /** Rate in force on the last day, for one agent's commission; else null. */
  rate: number | null;
  rows: ExplainedRow[];
  rowCount: number;
  page: number;
  pageCount: number;
}

/** A row behind a figure, with its part of it. */
export interface ExplainedRow extends Pick<
  FigureRow,
  'kind' | 'id' | 'at' | 'customerId' | 'customer' | 'counted'
> {
  label: Message;
  note: Message | null;
  /** A sum itself: its own explanation has the rows. */
  isSum: boolean;
}

interface PartRow extends RowSums {
  name: string;
  rows: number;
}

const ROWS_A_PAGE = 50;
const LARGEST_PAGE = 1000;

/**
 * Explains one figure over a range, one page of its rows.
 * @throws DomainError `invalid` on `figure`, `from`, `to`; `forbidden`; `not_found` on `agent` or
 *   `customer` outside of the actor's scope
 */
export async function explainFigure(
  context: Context,
  actor: Actor,
  question: FigureQuestion,
): Promise<Explanation> {
  const { figure } = question;
  if (!isFigureName(figure)) {
    throw new DomainError('invalid', message('figures.no_figure'), { field: 'figure' });
  }
  const scope = await readScope(context, actor, question);
  const span = readSpan(context, question.from, question.to);
  if (figure === 'commission' && scope.agent === null) {
    return explainCommissions(context, scope, span);
  }
  const size = Math.min(Math.max(1, question.rowsPerPage ?? ROWS_A_PAGE), LARGEST_PAGE);
  const page = Math.max(1, Math.trunc(question.page ?? 1));
  const basis = context.config.commissionBasis;
  const source =
    figure === 'commission' && basis === 'handle'
      ? placedRows(scope, span, centsOf('w.amount'), true)
      : selectFigureRows(figure, scope, span);
  const [parts, items] = await commitBatch(context.engine.longReads, [
    rows<PartRow>(sql`SELECT part AS name, count(*) AS "rows", sum(counted) AS counted, sum(base) AS base
      FROM (${source}) GROUP BY part ORDER BY abs(sum(counted)) DESC, part`),
    rows<FigureRow>(
      sql`SELECT * FROM (${source}) ORDER BY at DESC, label, id LIMIT ${size} OFFSET ${(page - 1) * size}`,
    ),
  ]);
  const named = parts.map(({ name, rows: count, counted, base }) => ({
    name: sayPart(readFact(name)) ?? verbatim(''),
    rows: count,
    sums: { counted, base },
  }));
  const sums = {
    counted: named.reduce((total, part) => total + part.sums.counted, 0),
    base: named.reduce((total, part) => total + part.sums.base, 0),
  };
  const rowCount = named.reduce((total, part) => total + part.rows, 0);
  const definition = figureDefinitions[figure];
  const rate =
    figure === 'commission' && scope.agent
      ? (await readRates(context))(scope.agent.id, span.to)
      : null;
  return {
    figure,
    definition,
    formula: rate === null ? definition.formula : commissionFormula(basis, rate),
    value: rate === null ? definition.value(sums) : commissionOf(sums.counted, rate),
    scope,
    span,
    parts: named,
    sums,
    rate,
    rows: items.map(toExplainedRow),
    rowCount,
    page,
    pageCount: Math.max(1, Math.ceil(rowCount / size)),
  };
}

function toExplainedRow(row: FigureRow): ExplainedRow {
  const { kind, id, label, at, customerId, customer, counted } = row;
  const fact = readFact(row.note);
  const note = sayFact(fact);
  return {
    kind,
    id,
    label: label === null ? (note ?? verbatim('')) : verbatim(label),
    at,
    note,
    customerId,
    customer,
    isSum: fact[0] === 'sum',
    counted,
  };
}

function readFact(json: string): FigureFact {
  return JSON.parse(json) as FigureFact;
}

/** Explains the book's commission by its agents': each row leads to its own explanation. */
async function explainCommissions(
  context: Context,
  scope: FigureScope,
  span: FigureSpan,
): Promise<Explanation> {
  const basis = context.config.commissionBasis;
  const { startsAt, endsAt } = span;
  const bases =
    basis === 'win'
      ? sql`SELECT w.agent_id AS id, sum(${sql.raw(centsOf('g.win_delta'))}) AS base
          FROM gradings g CROSS JOIN wagers w ON w.id = g.wager_id
          WHERE g.created_at >= ${startsAt} AND g.created_at < ${endsAt} GROUP BY 1`
      : sql`SELECT w.agent_id AS id, sum(${sql.raw(centsOf('w.amount'))}) AS base FROM wagers w
          WHERE w.created_at >= ${startsAt} AND w.created_at < ${endsAt}
            AND w.status NOT IN ('cancelled', 'voided') GROUP BY 1`;
  const agents = await context.longDb.all<{ id: string; name: string; base: number }>(
    sql`SELECT a.id AS id, a.name AS name, b.base AS base FROM (${bases}) AS b
      CROSS JOIN agents a ON a.id = b.id ORDER BY a.name COLLATE NOCASE, a.id`,
  );
  const rates = await readRates(context);
  const lines = agents.map(({ id, name, base }) => {
    const rate = rates(id, span.to);
    return {
      kind: 'agents' as const,
      id,
      label: verbatim(name),
      at: null,
      note: commissionFormula(basis, rate),
      customerId: null,
      customer: null,
      isSum: true,
      counted: commissionOf(base, rate),
      base,
    };
  });
  const value = lines.reduce((total, { counted }) => total + counted, 0);
  const base = lines.reduce((total, row) => total + row.base, 0);
  return {
    figure: 'commission',
    definition: figureDefinitions.commission,
    formula: bookCommissionFormula(basis),
    value,
    scope,
    span,
    parts: [],
    sums: { counted: value, base },
    rate: null,
    rows: lines,
    rowCount: lines.length,
    page: 1,
    pageCount: 1,
  };
}
