import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import type { ColumnKind } from '../contract/panel.js';
import type { ReadingChoice, ReadingPlan, ReadingsData } from '../contract/readings.js';
import {
  commitChange,
  planChoice,
  planForget,
  planReadAgain,
  type ReadingChange,
  type SeenColumn,
} from '../readings/choose.js';
import { isForeignTable, obstacleOf } from '../readings/choices.js';
import { loadReadings, versionOf, type NamedReading } from '../readings/store.js';
import type { PanelTable } from '../tables/panel-table.js';
import type { BuiltPanels, PageDeclaration, PageRequest } from './declaration.js';
import { describeReadTable } from './reading-columns.js';
import { kindLabel, obstacleText } from './reading-texts.js';

/**
 * Says how each column of a table is read, and lets administrators decide otherwise: a plan first,
 * then a confirmed POST, after which the panels are built again.
 */
export const readingsPage: PageDeclaration = {
  name: 'readings',
  label: 'How tables were read',
  icon: 'Eye',
  component: 'Readings',
  roles: ['admin'],
  methods: ['GET', 'POST'],
  create: (context, panels) => async (actor, request) => {
    const show = () => showReadings(context, panels, request);
    if (request.method === 'GET') return show();
    try {
      const changed = await changeReading(context, actor, panels, request);
      return { ...(await show()), ...changed };
    } catch (error) {
      // The page shows the present state beside the refusal.
      if (
        !(error instanceof DomainError) ||
        error.code === 'unavailable' ||
        error.code === 'step_up'
      ) {
        throw error;
      }
      return { ...(await show()), problem: error.whole };
    }
  },
};

async function showReadings(
  context: Context,
  { tables }: BuiltPanels,
  { query, fields }: PageRequest,
): Promise<ReadingsData<Message>> {
  const present = tables();
  const id = text(fields['table'] ?? query['table']);
  const table = present.find((one) => one.id === id) ?? null;
  const stored = await loadReadings(context, table?.info.name ?? '');
  return {
    tables: foreignFirst(present),
    ...(table === null ? {} : { table: await describeReadTable(context, table, stored) }),
    ...(table === null && id !== '' ? { problem: message('readings.no_table') } : {}),
    obstacles: stored.flatMap((choice) => describeObstacle(context, choice, present)),
  };
}

function foreignFirst(tables: readonly PanelTable[]): ReadingsData<Message>['tables'] {
  const described = tables.map((table) => ({
    id: table.id,
    label: message('title', { title: table.label }),
    isForeign: isForeignTable(table),
  }));
  return [
    ...described.filter(({ isForeign }) => isForeign),
    ...described.filter(({ isForeign }) => !isForeign),
  ];
}

function describeObstacle(
  context: Context,
  choice: NamedReading,
  tables: readonly PanelTable[],
): ReadingsData<Message>['obstacles'] {
  if (choice.chosenBy === null) return [];
  const said = obstacleText(context, choice, tables);
  if (said === null) return [];
  const { table, column } = choice;
  const isGone = obstacleOf(choice, tables) !== 'lapsed';
  return [{ table, column, version: versionOf(choice), text: said, isGone }];
}

type Changed = Pick<ReadingsData<Message>, 'plan' | 'done' | 'problem'>;

/** Plans the posted change, and makes it where it is confirmed. */
async function changeReading(
  context: Context,
  actor: Actor,
  panels: BuiltPanels,
  { fields }: PageRequest,
): Promise<Changed> {
  const choice = readChoice(fields['choice']);
  const seen = readSeen(panels.tables(), choice, fields);
  const change = await planChange(context, actor, choice, seen, fields['kind']);
  if (fields['step'] !== 'commit') return { plan: describePlan(choice, seen, change) };
  await commitChange(context, actor, seen, change);
  const { column } = seen;
  try {
    await panels.rebuild();
  } catch (error) {
    context.log.error({ err: error }, 'the panels could not be built again');
    return { problem: message('readings.at_next_start', { column }) };
  }
  return { done: message('readings.done', { column }) };
}

function readChoice(posted: unknown): ReadingChoice {
  if (posted === 'choose' || posted === 'readAgain' || posted === 'forget') return posted;
  throw new DomainError('invalid', message('reconciliation.unknown_request'), { field: 'choice' });
}

/** Names the column of a form; of a table that the panels have, one that an administrator decides. */
function readSeen(
  tables: readonly PanelTable[],
  choice: ReadingChoice,
  fields: PageRequest['fields'],
): SeenColumn {
  const [named, column, version] = ['table', 'column', 'version'].map((name) => text(fields[name]));
  const seen = { table: named ?? '', column: column ?? '', version: version ?? '' };
  // A forgotten choice may belong to a table that is gone.
  if (choice === 'forget') return { ...seen, table: text(fields['name']) };
  const table = tables.find(({ id }) => id === seen.table);
  if (!table) throw notThere(message('readings.no_table'));
  const found = table.columns.find(({ name }) => name === seen.column);
  if (!found) throw notThere(message('readings.column_gone', { column: seen.column }));
  if (!isForeignTable(table) || found.isSecret || found.references !== null) {
    throw new DomainError('invalid', message('readings.decided', { column: seen.column }), {
      field: 'column',
    });
  }
  return { ...seen, table: table.info.name };
}

const notThere = (said: Message) =>
  new DomainError('not_found', said, { hint: message('shared.reload') });

function planChange(
  context: Context,
  actor: Actor,
  choice: ReadingChoice,
  seen: SeenColumn,
  kind: unknown,
): Promise<ReadingChange> {
  switch (choice) {
    case 'choose':
      return planChoice(context, actor, seen, kind);
    case 'readAgain':
      return planReadAgain(context, actor, seen);
    case 'forget':
      return planForget(context, actor, seen);
  }
}

function describePlan(
  choice: ReadingChoice,
  seen: SeenColumn,
  { before, after, misfits }: ReadingChange,
): ReadingPlan<Message> {
  const { column } = seen;
  const from = before?.reading.kind;
  const to: ColumnKind | undefined = after?.reading.kind;
  const kinds = { from: kindLabel(from ?? 'text'), to: kindLabel(to ?? 'text'), column };
  const isSame = from === to;
  return {
    choice,
    name: seen.table,
    column,
    version: seen.version,
    ...(to === undefined ? {} : { kind: to }),
    lines: [
      ...(after === null ? [message('readings.plan_forget', { column })] : []),
      ...(to === undefined
        ? []
        : [message(isSame ? 'readings.plan_same' : 'readings.plan', kinds)]),
      ...(choice === 'readAgain' && before?.chosenBy != null
        ? [message('readings.plan_drop')]
        : []),
      ...(misfits > 0 ? [message('readings.misfits', { misfits, all: after?.sampled ?? 0 })] : []),
      message('readings.plan_stays'),
    ],
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
