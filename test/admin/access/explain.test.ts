import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { resources } from '../../../resources/index.js';
import { explainAccess, explainActions } from '../../../src/admin/access/explain.js';
import type { AccessAnswer, AccessData } from '../../../src/admin/contract/access.js';
import type { Message } from '../../../src/messages/message.js';
import { render } from '../../../src/messages/render.js';
import { projectRoot } from '../../../src/paths.js';
import { PASSWORD } from '../../helpers/books/logins.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { embedded } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';

async function open(env: Record<string, string> = {}) {
  const book = await openPanelBook(embedded, {
    agents: ['north', 'south'],
    customers: { ann: 'north', bob: 'south' },
    logins: { ada: 'admin', gus: { agent: 'north' }, cleo: { customer: 'ann' } },
    sql: [
      `UPDATE customers SET betting_limit = 100000`,
      `CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT)`,
      `INSERT INTO notes VALUES ('one', 'Hello')`,
    ],
    env,
  });
  const [wager = ''] = await placeMany(book.context, book.actor, ['ann'], 1);
  const [other = ''] = await placeMany(book.context, book.actor, ['bob'], 1);
  const { context, actor, server } = book;
  /** The rules that were asked, and the words of the last one. */
  const why = async (
    login: string,
    table: string,
    more: { record?: string; action?: string; field?: string } = {},
  ) => {
    const explained = await explainAccess(context, actor, server.panels, { login, table, ...more });
    const { isAllowed, steps } = explained;
    const last = steps.at(-1);
    return {
      isAllowed,
      rules: steps.map(({ name }) => name).join(' '),
      said: last ? say(last.text) : '',
      place: `${last?.file ?? ''} ${last?.key ?? ''}`,
      explained,
    };
  };
  return { ...book, wager, other, why };
}

const say = (said: Message) => render(said, 'en');

describe('an explanation of access', () => {
  it('ends with the rule of the book that refuses, and with the way out', async () => {
    const { why, wager } = await open();
    expect(await why('ada', 'wagers', { record: wager, action: 'settle' })).toMatchObject({
      isAllowed: true,
      rules: 'login password second_factor table action row state step_up',
    });
    expect(await why('ada', 'wagers', { record: wager, action: 'regrade' })).toMatchObject({
      isAllowed: false,
      said: 'wager W-1001 is active and has no result yet; use settle',
      place: 'src/domain/wager.ts decideWager',
    });
  });

  it('names the declaration that a role lacks', async () => {
    const { why, wager } = await open();
    expect(await why('gus', 'wagers', { record: wager, action: 'settle' })).toMatchObject({
      isAllowed: false,
      rules: 'login password second_factor table action',
      said: 'the role agent does not have “settle”',
      place: 'resources/wagers.ts access.agent.actions',
    });
    expect(await why('gus', 'audit_log')).toMatchObject({
      isAllowed: false,
      said: 'the resource file of Audit trail opens nothing to the role agent',
      place: 'resources/audit-log.ts access.agent',
    });
    expect(await why('gus', 'notes')).toMatchObject({
      isAllowed: false,
      said: 'a table without a resource file has a panel for administrators only',
    });
    expect(await why('ada', 'notes', { record: 'one', action: 'delete' })).toMatchObject({
      isAllowed: true,
      rules: 'login password second_factor table action row references',
    });
    expect(await why('ada', 'login_attempts')).toMatchObject({ isAllowed: false });
  });

  it('says by which column a row is outside of the scope', async () => {
    const { why, other, wager, people } = await open();
    const asked = { action: 'show' };
    expect(await why('gus', 'wagers', { record: other, ...asked })).toMatchObject({
      isAllowed: false,
      place: 'resources/wagers.ts access.agent.rows',
      rules: 'login password second_factor table action row',
    });
    const page = '/api/pages/access?login=gus&table=customers&record=bob&action=show';
    const { answer } = (await people.ada.get(page)).json as unknown as AccessData;
    expect(answer?.steps.at(-1)?.text).toBe(
      'Agent is Agent south, and the login’s own is Agent north',
    );
    expect((await why('gus', 'wagers', { record: wager, ...asked })).isAllowed).toBe(true);
    expect((await why('gus', 'wagers', { record: 'nothing', ...asked })).said).toBe(
      'there is no such row of Wagers',
    );
  });

  it('begins with the login: its status, its agent, its password, its second factor', async () => {
    const { why, context } = await open({ REQUIRE_ADMIN_2FA: '1' });
    expect(await why('ada', 'wagers')).toMatchObject({
      isAllowed: false,
      rules: 'login password second_factor',
    });
    await context.database
      .prepare(`UPDATE agents SET status = 'suspended' WHERE id = 'north'`)
      .run();
    expect(await why('gus', 'wagers')).toMatchObject({
      isAllowed: false,
      rules: 'login',
      said: 'this login’s agent is suspended',
    });
    await context.database
      .prepare(`UPDATE users SET must_change_password = 1 WHERE username = 'cleo'`)
      .run();
    expect(await why('cleo', 'wagers')).toMatchObject({
      isAllowed: false,
      rules: 'login password',
    });
  });

  it('knows columns: secret, read, written and fixed ones', async () => {
    const { why } = await open();
    const field = async (login: string, name: string, action?: string) =>
      (await why(login, 'customers', { field: name, ...(action ? { action } : {}) })).said;
    expect(await field('gus', 'phone_index')).toBe('secret: no panel reads or writes it');
    expect(await field('cleo', 'agent_id')).toBe('the role customer does not read Agent');
    expect(await field('gus', 'balance', 'edit')).toBe(
      'no form writes Balance: changes by transactions only',
    );
    expect(await field('gus', 'status', 'edit')).toBe(
      'this form of the role agent does not have Status',
    );
    expect(await field('gus', 'betting_limit', 'edit')).toMatch(
      /^a session that moves more than 1,000\.00 USD.* is asked for password and code again$/,
    );
    expect(await field('gus', 'email', 'edit')).toBe('the role agent writes Email in this form');
    expect(await field('gus', 'nothing')).toBe('the table has no column named nothing');
  });

  it('is for administrators only, and refuses a login and a table that do not exist', async () => {
    const { context, server, why } = await open();
    const gus = await server.signIn('gus', PASSWORD);
    expect((await gus.get('/api/pages/access?login=gus&table=wagers')).status).toBe(404);
    expect((await gus.get('/pages/access')).status).toBe(404);
    const agent = { userId: 'x', username: 'gus', role: 'agent', agentId: 'north', customerId: null } as const; // prettier-ignore
    await expect(
      explainAccess(context, agent, server.panels, { login: 'gus', table: 'wagers' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(why('nobody', 'wagers')).rejects.toMatchObject({ field: 'login' });
    await expect(why('gus', 'nothing')).rejects.toMatchObject({ field: 'table' });
  });

  it('names files that exist, and keys of the declarations', () => {
    for (const { table } of resources) {
      const file = path.join(projectRoot, `resources/${table.replaceAll('_', '-')}.ts`);
      expect(fs.existsSync(file), file).toBe(true);
    }
  });

  it('lists every action of a record with the rule that decides on each', async () => {
    const { why, wager } = await open();
    const { explained } = await why('gus', 'wagers', { record: wager });
    const lines = await explainActions(explained.facts);
    const isOpen = lines.filter((line) => line.isOpen).map(({ value }) => value);
    expect(isOpen).toEqual(['show']);
    expect(lines.map(({ value, text }) => `${value}: ${say(text)}`)).toEqual(
      expect.arrayContaining([
        'accept: wager W-1001 is already active',
        'settle: the role agent does not have “settle”',
      ]),
    );
  });
});

describe('the page "Why may I, why not"', () => {
  const answerOf = (json: unknown) => (json as AccessData).answer as AccessAnswer;

  it('answers an administrator in words, in both languages', async () => {
    const { people, server, wager } = await open();
    const asked = `/api/pages/access?login=gus&table=wagers&record=${wager}&action=settle`;
    const english = answerOf((await people.ada.get(asked)).json);
    expect(english.isAllowed).toBe(false);
    expect(english.sentence).toBe('gus may not: Settle (settle), W-1001, Wagers');
    expect(english.steps.at(-1)).toMatchObject({
      title: 'Action',
      text: 'the role agent does not have “settle”',
      change: 'add “settle” by access.agent.actions in resources/wagers.ts',
    });
    const spanish = await server.signIn('ada', PASSWORD, 'es');
    const translated = answerOf((await spanish.get(asked)).json);
    expect(translated.steps.at(-1)?.text).toBe('el rol agente no tiene «settle»');
  });

  it('keeps the question beside a refusal', async () => {
    const { people } = await open();
    const { json } = await people.ada.get('/api/pages/access?login=nobody&table=wagers');
    const data = json as unknown as AccessData;
    expect(data.question).toMatchObject({ login: 'nobody', table: 'wagers' });
    expect(data.problem).toContain('nobody');
    expect(data.answer).toBeUndefined();
  });

  it('shows every action and every column where none is asked about', async () => {
    const { people, wager } = await open();
    const asked = `/api/pages/access?login=gus&table=wagers&record=${wager}`;
    const { actions, columns } = answerOf((await people.ada.get(asked)).json);
    expect(actions.find(({ value }) => value === 'show')?.isOpen).toBe(true);
    expect(columns.find(({ value }) => value === 'agent_id')).toMatchObject({
      isRead: false,
      isEdited: false,
    });
  });
});
