import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import type { Language } from '../../messages/language.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import {
  actionsOf,
  explainAccess,
  explainActions,
  labelOf,
  type AccessExplanation,
} from '../access/explain.js';
import { roles, type AccessPanels } from '../access/facts.js';
import { explainColumns } from '../access/field-rules.js';
import type { AccessAnswer, AccessData, AccessQuestion } from '../contract/access.js';
import { callOfActor } from '../request/user.js';
import type { PanelTable } from '../tables/panel-table.js';
import type { PageDeclaration } from './declaration.js';

/**
 * Explains to administrators why a login may do something, or not: which declaration, row condition
 * or state decides, and where it is declared. It changes nothing.
 */
export const accessPage: PageDeclaration = {
  name: 'access',
  label: 'Why may I, why not',
  icon: 'HelpCircle',
  component: 'Access',
  roles: ['admin'],
  methods: ['GET'],
  create:
    (context, panels) =>
    async (actor, { query, language }) =>
      answerQuestion(context, actor, panels, readQuestion(query), language),
};

function readQuestion(query: Readonly<Record<string, unknown>>): AccessQuestion {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    login: text('login'),
    table: text('table'),
    record: text('record'),
    action: text('action'),
    field: text('field'),
  };
}

async function answerQuestion(
  context: Context,
  actor: Actor,
  panels: AccessPanels,
  question: AccessQuestion,
  language: Language,
): Promise<AccessData<Message>> {
  const all = panels.allTables();
  const tables = all.filter(({ info }) => isOfSomeRole(panels, info.name));
  const table = all.find(({ id }) => id === question.table);
  const data: AccessData<Message> = {
    question,
    tables: tables.map(({ id, label }) => ({
      value: id,
      label: message('title', { title: label }),
    })),
    ...choicesOf(panels, table, question),
  };
  if (question.login === '' || question.table === '') return data;
  try {
    const explained = await explainAccess(context, actor, panels, question);
    const titles = await titlesOf(explained, language);
    return { ...data, ...titles, answer: await toAnswer(explained, titles.recordTitle) };
  } catch (error) {
    // The form stays, so that the reader can correct the question.
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    return { ...data, problem: error.whole };
  }
}

/** The program's own records have no panel of any role: the form does not offer them. */
function isOfSomeRole(panels: AccessPanels, name: string): boolean {
  return roles.some((role) => panels.resources(role).has(name));
}

function choicesOf(
  panels: AccessPanels,
  table: PanelTable | undefined,
  { record }: AccessQuestion,
): Pick<AccessData<Message>, 'actions' | 'fields' | 'isSearched'> {
  if (!table) return { actions: [], fields: [], isSearched: false };
  const recordId = record === '' ? null : record;
  return {
    actions: actionsOf({ panels, table, recordId }).map((action) => ({
      value: action,
      label: labelOf({ table }, action),
    })),
    fields: table.columns.flatMap(({ path, label, isSecret }) =>
      isSecret
        ? []
        : {
            value: path,
            label: message('title', { title: label }),
          },
    ),
    isSearched:
      panels.resources('admin').get(table.info.name)?.access.actions.has('search') ?? false,
  };
}

/** Reads the titles of the chosen login and record, as the administrator sees them. */
async function titlesOf(
  { facts }: AccessExplanation,
  language: Language,
): Promise<Pick<AccessData<Message>, 'loginTitle' | 'recordTitle'>> {
  const { panels, table, recordId, reader, account } = facts;
  const resource = panels.resources('admin').get(table.info.name);
  const titles = recordId === null ? null : await resource?.titles([recordId], callOfActor(reader));
  const title = recordId === null ? undefined : titles?.get(recordId)?.titleIn(language);
  return {
    loginTitle: account.username,
    ...(title === undefined ? {} : { recordTitle: title }),
  };
}

async function toAnswer(
  explained: AccessExplanation,
  recordTitle: string | undefined,
): Promise<AccessAnswer<Message>> {
  const { facts, isAllowed, steps } = explained;
  const isWhole = facts.action === null && facts.field === null && isAllowed;
  return {
    isAllowed,
    sentence: sentenceOf(explained, recordTitle),
    steps,
    actions: isWhole ? await explainActions(facts) : [],
    columns: isWhole ? explainColumns(facts) : [],
  };
}

function sentenceOf({ facts, isAllowed }: AccessExplanation, recordTitle?: string): Message {
  const { account, table, recordId, action, field } = facts;
  const column = table.columns.find(({ path, name }) => path === field || name === field);
  const what = [
    ...(action === null ? [] : [labelOf(facts, action)]),
    ...(recordId === null ? [] : [verbatim(recordTitle ?? recordId)]),
    message('title', { title: table.label }),
    ...(column === undefined ? [] : [message('title', { title: column.label })]),
  ].reduce((before, next) => message('shared.list', { before, next }));
  const { username } = account;
  const key =
    action === null
      ? isAllowed
        ? 'access.has'
        : 'access.has_not'
      : isAllowed
        ? 'access.may'
        : 'access.may_not';
  return message(key, { username, what });
}
