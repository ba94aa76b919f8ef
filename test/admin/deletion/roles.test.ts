import { expect, it } from 'vitest';
import { resources } from '../../../resources/index.js';
import type { ResourceDeclaration } from '../../../src/admin/declaration/resource.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** Deletes of roles that a resource file opens them to. */

const sql = [
  `CREATE TABLE memo (id INTEGER PRIMARY KEY, agent TEXT NOT NULL REFERENCES agents (id), body TEXT NOT NULL)`,
  `CREATE TABLE reply (id INTEGER PRIMARY KEY, agent TEXT NOT NULL REFERENCES agents (id),
    memo INTEGER NOT NULL REFERENCES memo ON DELETE CASCADE, body TEXT NOT NULL)`,
  `CREATE TABLE fee (id INTEGER PRIMARY KEY, memo INTEGER REFERENCES memo ON DELETE CASCADE, amount REAL NOT NULL)`,
  `CREATE TABLE pin (id INTEGER PRIMARY KEY, agent TEXT NOT NULL, memo INTEGER NOT NULL REFERENCES memo)`,
  `CREATE TABLE secret_pin (id INTEGER PRIMARY KEY, memo INTEGER NOT NULL REFERENCES memo ON DELETE RESTRICT)`,
  `INSERT INTO memo VALUES (1, 'a1', 'plain'), (2, 'a2', 'of another'), (3, 'a1', 'answered'), (4, 'a1', 'with a fee'),
    (5, 'a1', 'pinned by others'), (6, 'a1', 'pinned once by others'), (7, 'a1', 'pinned by all'), (8, 'a1', 'pinned in secret')`,
  `INSERT INTO pin VALUES (51, 'a2', 5), (52, 'a2', 5), (61, 'a2', 6), (71, 'a1', 7), (72, 'a2', 7)`,
  `INSERT INTO secret_pin VALUES (81, 8)`,
  `INSERT INTO reply VALUES (1, 'a1', 1, 'mine'), (2, 'a2', 3, 'not mine')`,
  `INSERT INTO fee VALUES (1, 4, 2.5)`,
];

const own = {
  rows: { column: 'agent', equals: 'actor.agentId' },
  read: 'all',
  actions: ['list', 'show', 'delete'],
} as const;

const declarations: ResourceDeclaration[] = [
  { table: 'memo', access: { agent: { ...own, actions: [...own.actions] } } },
  { table: 'reply', access: { agent: { ...own, actions: [...own.actions] } } },
  { table: 'pin', title: 'id', access: { agent: { ...own, actions: [...own.actions] } } },
  {
    table: 'fee',
    columns: { amount: { kind: 'money' } },
    access: { agent: { rows: 'all', read: 'all', actions: ['list'] } },
  },
];

describeOnSqlite('deletes of a role', (engine) => {
  const world = sharedWorld(async () => {
    const contents = { agents: ['a1', 'a2'], logins: { agnes: { agent: 'a1' } }, sql } as const;
    return openPanelBook(engine, contents, [...resources, ...declarations]);
  });

  const preview = (id: number) =>
    world().people.agnes.post(`/api/resources/memo/records/${id}/delete`, {
      step: 'preview',
      operationId: `preview-of-${id}`,
    });

  it('deletes rows of its own scope with those that refer to them', async () => {
    const shown = await preview(1);
    expect(shown.json.preview?.lines).toHaveLength(2);
    const done = await world().people.agnes.post('/api/resources/memo/records/1/delete', {
      ...{ step: 'commit', operationId: 'delete-of-1', token: shown.json.preview?.token },
    });
    expect(done.json.notice.type, done.text).toBe('success');
    expect(await world().rows('SELECT id FROM reply')).toEqual([{ id: 2 }]);
  });

  it('does not find rows of others', async () => {
    expect((await preview(2)).status).toBe(404);
    const forced = await world().people.agnes.post('/api/resources/memo/records/2/delete', {
      ...{ step: 'commit', operationId: 'delete-of-2', token: 'forged' },
    });
    expect(forced.status).toBe(404);
  });

  it('refuses a delete that reaches rows of others or rows with money', async () => {
    expect((await preview(3)).json.notice.message).toContain('rows that your login does not see');
    expect((await preview(4)).json.notice.message).toContain('rows of Fee would be deleted');
    expect(await world().rows('SELECT count(*) AS n FROM memo WHERE id > 1')).toEqual([{ n: 7 }]);
  });

  it('says of rows that it does not see neither how many refer to a row, nor which, nor where', async () => {
    const ofOthers = {
      id: 'unseen',
      label: 'rows that your login does not see',
      reason: 'refer to a row that this would delete or change: ask an administrator',
    };
    const { refused, refusedTitle } = (await preview(5)).json.preview ?? {};
    expect(refused).toEqual([ofOthers]);
    for (const id of [6, 8]) {
      expect((await preview(id)).json.preview).toMatchObject({ refused, refusedTitle });
    }
    expect((await preview(7)).json.preview?.refused).toMatchObject([{ label: 'Pin 71' }, ofOthers]);
    const commit = (id: number) =>
      world().people.agnes.post(`/api/resources/memo/records/${id}/delete`, {
        ...{ step: 'commit', operationId: `delete-of-${id}`, token: 'forged' },
      });
    const { message } = (await commit(5)).json.notice;
    expect(message).toMatch(/^nothing is deleted: rows refer to/);
    expect((await commit(7)).json.notice.message).toBe(message);
  });
});
