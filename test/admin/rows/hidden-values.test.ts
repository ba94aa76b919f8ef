import { expect, it } from 'vitest';
import type { ImportReply } from '../../../src/admin/contract/import.js';
import { defineResource } from '../../../src/admin/declaration/resource.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import type { Person } from '../../helpers/panels/driver.js';
import { ask, importPath } from '../../helpers/panels/imports.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';

/**
 * Unique values of a table of which a role sees some rows: what it learns of the others' values.
 * Customers of the agent a2 have the addresses hidden0@x.test, hidden1@x.test, ….
 */

const NEW = '/api/resources/customers/actions/new';
const NEUTRAL = /this value is not accepted; type another one/i;

/** A table whose rows belong to agents, with a unique column and one that is unique for an agent. */
const vouchers = defineResource({
  table: 'vouchers',
  title: 'code',
  navigation: { group: 'Money', icon: 'Gift' },
  list: ['code', 'place', 'owner'],
  access: {
    admin: {
      rows: 'all',
      read: 'all',
      write: { create: ['code', 'place', 'owner'], edit: ['code', 'place'] },
      actions: ['list', 'show'],
    },
    agent: {
      rows: { column: 'owner', equals: 'actor.agentId' },
      read: ['id', 'code', 'place'],
      write: {
        create: ['code', 'place'],
        edit: ['code', 'place'],
        importEdit: ['code', 'place'],
        fixed: { owner: 'actor.agentId' },
      },
      actions: ['list', 'show', 'import'],
    },
  },
});

const VOUCHERS = [
  `CREATE TABLE vouchers (id TEXT PRIMARY KEY NOT NULL, code TEXT NOT NULL COLLATE NOCASE UNIQUE,
    place INTEGER, owner TEXT NOT NULL REFERENCES agents (id), UNIQUE (owner, place))`,
  `INSERT INTO vouchers VALUES ('v1', 'MINE', 1, 'a1'), ('v2', 'THEIRS', 2, 'a2'), ('v3', 'SECOND', 3, 'a1')`,
];

async function openBook(engine: TestEngine, hidden = 12) {
  const book = await openPanelBook(
    engine,
    {
      agents: ['a1', 'a2'],
      customers: { own: 'a1' },
      env: { SESSION_IDLE_MINUTES: '120' },
      logins: { ada: 'admin', gia: { agent: 'a1' }, gus: { agent: 'a2' } },
      sql: [
        `INSERT INTO customers (id, agent_id, name, email) SELECT 'h' || value, 'a2', 'Hidden',
          'hidden' || value || '@x.test' FROM json_each('${JSON.stringify([...Array(hidden).keys()])}')`,
        `UPDATE customers SET email = 'own@x.test' WHERE id = 'own'`,
        ...VOUCHERS,
      ],
    },
    [...(await import('../../../resources/index.js')).resources, vouchers],
  );
  const create = (person: Person, email: string) => person.post(NEW, { name: 'Ann', email });
  const audited = (action: string) =>
    book.rows('SELECT action, table_name, after FROM audit_log WHERE action = ?', action);
  return { ...book, create, audited };
}

type Answer = Awaited<ReturnType<Person['post']>>;
const emailProblem = ({ json }: Answer) => json.record.errors['email']?.message;
/** Status and text of an answer. */
const seen = ({ status, text }: Answer) => [status, text];

const checkOf = (person: Person, csv: string) => ask(person, { csv, step: 'check' });

async function importOf(person: Person, csv: string): Promise<ImportReply> {
  const { operationId = '' } = await checkOf(person, csv);
  return ask(person, { csv, step: 'commit', mode: 'good', operationId });
}

const csvOf = (emails: readonly string[]) =>
  `name,email\n${emails.map((email, index) => `N${index},${email}\n`).join('')}`;
const hiddenEmails = (count: number) =>
  Array.from({ length: count }, (_, index) => `hidden${index}@x.test`);

describeOnEngines('a unique value that a row out of scope has', (engine) => {
  it('reads as a value that is not accepted, whoever has it, and is audited', async () => {
    const { people, create, audited } = await openBook(engine);
    const first = await create(people.gia, 'hidden0@x.test');
    expect(first.status).toBe(200);
    expect(emailProblem(first)).toMatch(NEUTRAL);
    const second = await create(people.gia, 'hidden1@x.test');
    expect(seen(second)).toEqual(
      seen(first)
        .map((part) => String(part).replaceAll('hidden0', 'hidden1'))
        .map((part, index) => (index === 0 ? 200 : part)),
    );
    const edited = await people.gia.post('/api/resources/customers/records/own/edit', {
      email: 'hidden2@x.test',
      '__original.email': 'own@x.test',
    });
    expect(emailProblem(edited)).toMatch(NEUTRAL);
    expect(await audited('login.value_refused')).toEqual(
      [1, 2, 3].map(() => ({
        action: 'login.value_refused',
        table_name: 'customers',
        after: '{"columns":["email"]}',
      })),
    );
  });

  it('is named where the agent sees the row, and to administrators', async () => {
    const { people, create, audited } = await openBook(engine);
    expect(emailProblem(await create(people.gia, 'own@x.test'))).toMatch(/taken/);
    const asAdmin = await people.ada.post(NEW, {
      name: 'Ann',
      email: 'hidden0@x.test',
      agent_id: 'a1',
    });
    expect(emailProblem(asAdmin)).toMatch(/taken/);
    expect(await audited('login.value_refused')).toEqual([]);
  });

  it('stops the creates, such edits and imports of the login after ten, for an hour', async () => {
    const { people, create, clock, audited } = await openBook(engine);
    for (const email of hiddenEmails(10)) await create(people.gia, email);
    expect(await audited('login.writes_stopped')).toHaveLength(1);
    const free = await create(people.gia, 'free@x.test');
    expect(free.json.notice.message).toMatch(
      /too many values of your login were refused.*60 minutes/,
    );
    const taken = await create(people.gia, 'hidden11@x.test');
    expect(seen(taken)[1]).toBe(String(seen(free)[1]).replaceAll('free@', 'hidden11@'));
    const edit = (fields: Record<string, string>) =>
      people.gia.post('/api/resources/customers/records/own/edit', fields);
    const email = await edit({ email: 'free@x.test', '__original.email': 'own@x.test' });
    expect(email.json.notice.message).toMatch(/too many values/);
    const name = await edit({ name: 'Other', '__original.name': 'Customer own' });
    expect(name.json.notice.type).toBe('success');
    expect((await importOf(people.gia, csvOf(['free@x.test']))).problem).toMatch(/too many values/);
    expect((await create(people.gus, 'free@x.test')).json.notice.type).toBe('success');
    clock.advance({ minutes: 61 });
    expect((await create(people.gia, 'later@x.test')).json.notice.type).toBe('success');
  });

  it('tells fifty requests at once ten facts', async () => {
    const { people, create, audited } = await openBook(engine, 50);
    const replies = await Promise.all(hiddenEmails(50).map((email) => create(people.gia, email)));
    expect(replies.filter((reply) => NEUTRAL.test(emailProblem(reply) ?? ''))).toHaveLength(10);
    const stopped = replies.filter(({ json }) => /too many values/.test(json.notice.message));
    expect(stopped).toHaveLength(40);
    expect(await audited('login.value_refused')).toHaveLength(10);
  });

  it('is not looked up by the check of an import, which names the file and own rows', async () => {
    const { people, audited } = await openBook(engine);
    const csv = csvOf(['hidden0@x.test', 'own@x.test', 'new@x.test', 'new@x.test']);
    const { checked } = await checkOf(people.gia, csv);
    expect(checked).toMatchObject({ good: 2, bad: 2 });
    expect(
      checked?.lines
        .filter(({ problem }) => problem !== '')
        .map(({ line, problem }) => [line, problem]),
    ).toEqual([
      [3, expect.stringMatching(/taken/)],
      [5, expect.stringMatching(/line 4/)],
    ]);
    expect(await audited('login.value_refused')).toEqual([]);
    const other = await checkOf(people.gia, csv.replace('hidden0', 'nobody'));
    const told = ({ checked: counts }: ImportReply) => JSON.stringify(counts);
    expect(told(other).replaceAll('nobody', 'hidden0')).toBe(told(await checkOf(people.gia, csv)));
  });

  it('ends an import at the tenth refused row, and names no further one', async () => {
    const { people, audited, rows } = await openBook(engine, 40);
    const emails = [
      ...hiddenEmails(12),
      ...['a@x.test', 'b@x.test'],
      ...hiddenEmails(40).slice(12),
    ];
    const csv = csvOf(['first@x.test', ...emails]);
    const { imported } = await importOf(people.gia, csv);
    expect(imported).toMatchObject({ good: 1, added: 1, bad: 42 });
    const problems = imported?.lines
      .map(({ problem }) => problem)
      .filter((problem) => problem !== '');
    expect(problems?.slice(0, 10)).toEqual(Array(10).fill(expect.stringMatching(NEUTRAL)));
    expect(new Set(problems?.slice(10))).toEqual(
      new Set(['not tried: too many values of your login had been refused']),
    );
    expect(await audited('login.value_refused')).toHaveLength(10);
    expect(await rows(`SELECT email FROM customers WHERE agent_id = 'a1' ORDER BY email`)).toEqual([
      { email: 'first@x.test' },
      { email: 'own@x.test' },
    ]);
  });

  it('is the same in any table that a role sees in part', async () => {
    const { people, audited } = await openBook(engine);
    const path = '/api/resources/vouchers/actions/new';
    const made = await people.gia.post(path, { code: 'Theirs', place: '7' });
    expect(made.json.record.errors['code']?.message).toMatch(NEUTRAL);
    const own = await people.gia.post(path, { code: 'mine', place: '7' });
    expect(own.json.record.errors['code']?.message).toMatch(/taken/);
    const both = await people.gia.post(path, { code: 'NEW', place: '1' });
    expect(both.json.record.errors['place']?.message).toMatch(/taken/);
    const edit = await people.gia.post('/api/resources/vouchers/records/v1/edit', {
      place: '3',
      '__original.place': '1',
    });
    expect(edit.json.record.errors['place']?.message).toMatch(/taken/);
    expect(await audited('login.value_refused')).toHaveLength(1);
    const imports = importPath.replace('customers', 'vouchers');
    const upload = async (csv: string, more: Record<string, string>) => {
      const query = new URLSearchParams({ way: 'update', ...more }).toString();
      const { json } = await people.gia.upload(`${imports}?${query}`, csv);
      return json as unknown as ImportReply;
    };
    const checked = await upload('id,code\nv1,THEIRS\nv3,THIRD\nv2,STOLEN\n', { step: 'check' });
    expect(checked.checked).toMatchObject({ good: 2, bad: 1 });
    expect(await audited('login.value_refused')).toHaveLength(1);
  });
});
