import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import {
  figureDefinitions,
  percentText,
  type FigureDefinition,
  type FigureUnit,
} from '../../domain/figure-definitions.js';
import { DomainError } from '../../errors.js';
import { message, Person, verbatim, type Message } from '../../messages/message.js';
import {
  explainFigure,
  type ExplainedRow,
  type Explanation,
} from '../../services/figures/explain.js';
import { listAgents, thisWeek } from '../../services/figures/scope.js';
import type {
  ExplainAnswer,
  ExplainData,
  ExplainQuestion,
  ExplainRow,
} from '../contract/explain.js';
import { explainAddress, listOfFigure } from '../figures/links.js';
import { formatFigure } from '../figures/tiles.js';
import { recordAddress } from '../request/addresses.js';
import type { PageDeclaration } from './declaration.js';

/**
 * Explains a figure by its formula, its parts and the rows behind it, within the viewer's scope.
 */
export const explainPage: PageDeclaration = {
  name: 'explain',
  label: 'Explain a number',
  icon: 'HelpCircle',
  component: 'Explain',
  roles: ['admin', 'agent'],
  methods: ['GET'],
  create: (context) => async (actor, request) => readExplanation(context, actor, request.query),
};

async function readExplanation(
  context: Context,
  actor: Actor,
  query: Readonly<Record<string, unknown>>,
): Promise<ExplainData<Message>> {
  const { start, end } = thisWeek(context);
  const text = (name: string) => {
    const value = query[name];
    return typeof value === 'string' ? value : '';
  };
  const question: ExplainQuestion = {
    figure: text('figure') || 'handle',
    from: text('from') || start,
    to: text('to') || end,
    agent: text('agent'),
    customer: text('customer'),
  };
  const data: ExplainData<Message> = {
    figures: Object.entries(figureDefinitions).map(([value, { label }]) => ({ value, label })),
    agents: (await listAgents(context, actor)).map(({ id, name }) => ({ value: id, label: name })),
    timezone: context.config.bookTimezone,
    question,
  };
  try {
    const explanation = await explainFigure(context, actor, {
      figure: question.figure,
      from: question.from,
      to: question.to,
      agentId: question.agent || undefined,
      customerId: question.customer || undefined,
      page: /^\d{1,6}$/.test(text('page')) ? Number(text('page')) : 1,
    });
    return { ...data, answer: toExplainAnswer(context, actor, explanation) };
  } catch (error) {
    // The form stays, so that the user can correct the question.
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    return { ...data, problem: error.whole };
  }
}

function toExplainAnswer(
  context: Context,
  actor: Actor,
  explanation: Explanation,
): ExplainAnswer<Message> {
  const { config } = context;
  const { definition, figure, scope, span, sums, value, rate } = explanation;
  const { base } = definition;
  const format = (unit: FigureUnit, amount: number) => formatFigure(config, unit, amount);
  const list = listOfFigure(
    actor.role,
    { figure, agentId: scope.agent?.id, customerId: scope.customer?.id },
    span,
    span.to >= thisWeek(context).end,
  );
  const worked = workedOf(definition, explanation, format);
  return {
    title: definition.label,
    subject: subjectOf(explanation, actor),
    value: format(definition.unit, value),
    formula: explanation.formula,
    ...(worked === null ? {} : { worked }),
    ...(base === undefined ? {} : { baseLabel: base.label }),
    parts: explanation.parts.map(({ name, rows, sums: own }) => ({
      label: name,
      rows,
      value: format(definition.rowUnit, own.counted),
      ...(base === undefined ? {} : { base: format(base.unit, own.base) }),
    })),
    rows: explanation.rows.map((row) =>
      toExplainRow(row, explanation, format(definition.rowUnit, row.counted)),
    ),
    rowCount: explanation.rowCount,
    total: format(definition.rowUnit, sums.counted),
    page: explanation.page,
    pageCount: explanation.pageCount,
    ...(list === null || rate !== null ? {} : { list }),
  };
}

function subjectOf({ scope, span, definition }: Explanation, actor: Actor): Message {
  const { from, to } = span;
  const days = from === to ? verbatim(from) : message('figures.days', { from, to });
  const isMoment = definition.isMoment === true;
  const person = personOf(scope, actor);
  if (person !== null) {
    return message(isMoment ? 'figures.of_person_at' : 'figures.of_person', { person, days });
  }
  return actor.role === 'agent'
    ? message(isMoment ? 'figures.of_own_customers_at' : 'figures.of_own_customers', { days })
    : message(isMoment ? 'figures.of_book_at' : 'figures.of_book', { days });
}

/** Returns the customer or agent of the figure; null for everything in the viewer's scope. */
function personOf({ agent, customer }: Explanation['scope'], { role }: Actor): Person | null {
  if (customer) return new Person('customers', customer.id, customer.name);
  return role === 'admin' && agent ? new Person('agents', agent.id, agent.name) : null;
}

/** Writes the formula with its numbers; null where it is only a sum. */
function workedOf(
  definition: FigureDefinition,
  { value, sums, rate }: Explanation,
  format: (unit: FigureUnit, amount: number) => string,
): string | null {
  const result = format(definition.unit, value);
  const counted = format(definition.rowUnit, sums.counted);
  if (rate !== null) {
    return `${percentText(rate)} % × ${counted} = ${result}`;
  }
  if (definition.base === undefined) return null;
  return `${counted} ÷ ${format(definition.base.unit, sums.base)} = ${result}`;
}

function toExplainRow(
  row: ExplainedRow,
  { figure, span, scope }: Explanation,
  value: string,
): ExplainRow<Message> {
  const deeper = {
    figure,
    from: span.from,
    to: span.to,
    ...(row.kind === 'agents'
      ? { agentId: row.id }
      : { agentId: scope.agent?.id, customerId: row.id }),
  };
  return {
    label: row.label,
    href: row.isSum ? explainAddress(deeper) : recordAddress(row.kind, row.id),
    at: row.at,
    note: row.note ?? '',
    customer:
      row.customerId === null
        ? null
        : {
            name: row.customer ?? row.customerId,
            href: recordAddress('customers', row.customerId),
          },
    value,
    isNegative: row.counted < 0,
  };
}
