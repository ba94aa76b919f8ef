import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import type { SearchReply } from '../../../src/admin/contract/search.js';
import { foreignTable, foreignTables, ownColumn } from '../../helpers/books/foreign-tables.js';
import { describeOnSqlite, type TestEngine } from '../../helpers/engines/engines.js';
import type { Person } from '../../helpers/panels/driver.js';
import { metadataOf, pageStateOf } from '../../helpers/panels/page-state.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** Pages and descriptions of tables in a book with hundreds of tables of another program. */

const FEW = 10;
const MANY = 280;
const MENU_LINE_BYTES = 200;

const openTables = (engine: TestEngine, count: number) =>
  openPanelBook(engine, {
    ...{ agents: ['a1'], customers: { c1: 'a1' } },
    logins: { anna: 'admin', agnes: { agent: 'a1' }, carl: { customer: 'c1' } },
    sql: foreignTables(count),
  });

async function bytesOf(person: Person, path: string): Promise<number> {
  const { status, bytes } = await person.get(path);
  expect(status, path).toBe(200);
  return bytes.length;
}

const columnsNamed = (text: string) => new Set(text.match(/mark_of_\d{3}/g) ?? []);

async function answerOf(message: IncomingMessage): Promise<{ status: number; text: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return { status: message.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') };
}

describeOnSqlite('a book with hundreds of tables', (engine) => {
  const few = sharedWorld(() => openTables(engine, FEW));
  const many = sharedWorld(() => openTables(engine, MANY));

  it.each([
    '',
    '/resources/customers',
    '/resources/customers/records/c1/show',
    '/resources/customers/records/c1/show?tab=wagers.customer_id',
    `/resources/${foreignTable(3)}`,
    `/resources/${foreignTable(3)}/actions/new`,
    '/pages/weekly',
  ])('adds no more than its line of the menu to the page %j', async (path) => {
    const [small, large] = await Promise.all([
      bytesOf(few().people.anna, path),
      bytesOf(many().people.anna, path),
    ]);
    expect((large - small) / (MANY - FEW)).toBeLessThan(MENU_LINE_BYTES);
    expect(large).toBeLessThan(200_000);
  });

  it('leaves the pages of the other roles as they are', async () => {
    for (const name of ['agnes', 'carl'] as const) {
      expect(await bytesOf(many().people[name], '')).toBe(await bytesOf(few().people[name], ''));
    }
  });

  it('names in a page the columns of the opened table only', async () => {
    const { anna } = many().people;
    for (const path of ['', '/resources/customers', '/pages/weekly']) {
      expect(columnsNamed((await anna.get(path)).text), path).toEqual(new Set());
    }
    const { text } = await anna.get(`/resources/${foreignTable(7)}`);
    expect(columnsNamed(text)).toEqual(new Set([ownColumn(7)]));
    const { menu, resources } = await pageStateOf(anna, `/resources/${foreignTable(7)}`);
    expect(menu.length).toBeGreaterThan(MANY);
    expect(resources.map(({ resource }) => resource.id)).toEqual([foreignTable(7)]);
  });

  it('describes in a page the table of its tab with related rows', async () => {
    const { anna, agnes } = many().people;
    const described = async (person: Person, path: string) =>
      (await pageStateOf(person, path)).resources.map(({ resource }) => resource.id);
    const record = `/resources/${foreignTable(7)}/records/1/show`;
    expect(await described(anna, `${record}?tab=${foreignTable(8)}.parent_id`)).toEqual([
      foreignTable(7),
      foreignTable(8),
    ]);
    const customer = '/resources/customers/records/c1/show';
    expect(await described(agnes, `${customer}?tab=audit_log.user_id`)).toEqual(['customers']);
    expect(await described(agnes, `${customer}?tab=${foreignTable(8)}.parent_id`)).toEqual([
      'customers',
    ]);
  });

  it('describes a table with its columns, actions, texts and the tables that refer to it', async () => {
    const { resource, texts } = await metadataOf(many().people.anna, foreignTable(7));
    expect(Object.keys(resource.properties)).toContain(ownColumn(7));
    expect(resource.actions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['list', 'show', 'new', 'edit', 'export']),
    );
    expect(texts['properties']).toMatchObject({
      [ownColumn(7)]: 'Mark of 007',
      parent_id: 'Parent',
    });
    expect(resource.relations).toEqual([
      {
        ...{ resourceId: foreignTable(8), path: 'parent_id', columnLabel: 'Parent' },
        ...{ columns: [['parent_id', null]], isOneOfSeveral: false },
      },
    ]);
    expect(resource).not.toHaveProperty('href');
  });

  it.each([
    ['a table of administrators', foreignTable(7)],
    ['a declared table of administrators', 'audit_log'],
    ['a table that no panel shows', 'login_attempts'],
    ['a table that does not exist', 'horses'],
    ['a name of JavaScript', 'toString'],
  ])('does not describe %s to other roles', async (_kind, id) => {
    const { agnes, carl } = many().people;
    const unknown = await agnes.get('/api/resources/nothing_here');
    for (const person of [agnes, carl]) {
      const { status, json } = await person.get(`/api/resources/${id}`);
      expect(status).toBe(404);
      expect(json).toEqual({ ...unknown.json, ...requestIdOf(json) });
    }
  });

  it('describes to each role its own columns and actions', async () => {
    const { anna, agnes, carl } = many().people;
    const columns = async (person: Person, id: string) =>
      Object.keys((await metadataOf(person, id)).resource.properties);
    expect(await columns(anna, 'wagers')).toContain('agent_id');
    expect(await columns(carl, 'wagers')).not.toContain('agent_id');
    const actions = async (person: Person) =>
      (await metadataOf(person, 'wagers')).resource.actions.map(({ name }) => name);
    expect(await actions(anna)).toContain('settle');
    expect(await actions(agnes)).not.toContain('settle');
    const { relations } = (await metadataOf(agnes, 'users')).resource;
    expect(JSON.stringify(relations)).not.toMatch(/depot_|audit_log/);
  });

  it('describes nothing to somebody who is not signed in, and takes no POST', async () => {
    const { agnes, anna } = many().people;
    const path = `/api/resources/${foreignTable(7)}`;
    const outside = await answerOf(await anna.open(path, 'identity', { cookie: 'fire22=none' }));
    expect(outside.status).toBe(401);
    expect(outside.text).not.toContain('mark_of');
    expect((await anna.post(path)).status).toBe(404);
    expect((await agnes.post(path)).status).toBe(404);
  });

  it('lets a browser keep a description, and asks for it each time', async () => {
    const { anna } = many().people;
    const path = `/api/resources/${foreignTable(7)}`;
    const first = await anna.open(path);
    const { text } = await answerOf(first);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const { etag } = first.headers;
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
    const again = await anna.open(path, 'identity', { 'if-none-match': etag ?? '' });
    expect(await answerOf(again)).toEqual({ status: 304, text: '' });
    const spanish = await anna.open(path, 'identity', {
      ...{ 'if-none-match': etag ?? '', 'accept-language': 'es' },
    });
    const other = await answerOf(spanish);
    expect(other.status).toBe(200);
    expect(other.text).not.toBe(text);
  });

  it('finds actions of tables that the page does not describe, for their role', async () => {
    const actionsOf = async (person: Person, words: string) => {
      const { json } = await person.get(`/api/dashboard?part=search&q=${words}`);
      return (json as unknown as SearchReply).actions;
    };
    const { anna, agnes } = many().people;
    expect(await actionsOf(anna, 'NEW%20customers')).toEqual([
      { title: 'Customers: New customer', href: '/admin/resources/customers/actions/new' },
    ]);
    const exported = {
      title: 'Depot 007 records: Export',
      href: `/admin/resources/${foreignTable(7)}/actions/export`,
    };
    expect(await actionsOf(anna, 'depot%20007%20export')).toEqual([exported]);
    expect(await actionsOf(agnes, 'depot%20007')).toEqual([]);
    expect((await actionsOf(anna, 'export')).length).toBe(12);
    expect(await actionsOf(anna, 'e')).toEqual([]);
    expect(await actionsOf(anna, 'settle')).toEqual([]);
  });
});

const requestIdOf = (json: object) => ('requestId' in json ? { requestId: json.requestId } : {});
