import { expect, it } from 'vitest';
import { resources } from '../../../resources/index.js';
import type { ResourceDeclaration } from '../../../src/admin/declaration/resource.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** Duplicates under keys of several columns, partial unique indexes and the scope of a role. */

const sql = [
  `CREATE TABLE seat (hall TEXT NOT NULL, number INTEGER NOT NULL, note TEXT, PRIMARY KEY (hall, number)) WITHOUT ROWID`,
  `INSERT INTO seat VALUES ('north', 1, 'window')`,
  `CREATE TABLE badge (id INTEGER PRIMARY KEY, name TEXT NOT NULL, code TEXT, is_active INTEGER NOT NULL DEFAULT 1)`,
  `CREATE UNIQUE INDEX active_code ON badge (code) WHERE is_active = 1`,
  `INSERT INTO badge VALUES (1, 'First', 'x', 1)`,
  `CREATE TABLE vault (id INTEGER PRIMARY KEY, agent TEXT NOT NULL REFERENCES agents (id), name TEXT NOT NULL)`,
  `INSERT INTO vault VALUES (1, 'a2', 'Hidden vault')`,
  `CREATE TABLE memo (id INTEGER PRIMARY KEY, agent TEXT NOT NULL REFERENCES agents (id), body TEXT NOT NULL,
    vault INTEGER REFERENCES vault, remark TEXT)`,
  `INSERT INTO memo VALUES (1, 'a1', 'mine', 1, 'kept from the role'), (2, 'a2', 'of another', 1, NULL)`,
];

const vault: ResourceDeclaration = {
  table: 'vault',
  title: 'name',
  access: {
    agent: {
      rows: { column: 'agent', equals: 'actor.agentId' },
      read: ['id', 'name'],
      search: ['name'],
      actions: ['list', 'show'],
    },
  },
};

const memo: ResourceDeclaration = {
  table: 'memo',
  access: {
    agent: {
      rows: { column: 'agent', equals: 'actor.agentId' },
      read: ['id', 'agent', 'body', 'vault'],
      write: { create: ['body', 'vault', 'remark'], fixed: { agent: 'actor.agentId' } },
      actions: ['list', 'show', 'duplicate'],
    },
  },
};

describeOnEngines('duplicates by the rules of a table', (engine) => {
  const world = sharedWorld(() =>
    openPanelBook(
      engine,
      { agents: ['a1', 'a2'], logins: { anna: 'admin', agnes: { agent: 'a1' } }, sql },
      [...resources, vault, memo],
    ),
  );
  const make = (who: 'anna' | 'agnes', table: string, from: string, fields: object) =>
    world().people[who].post(`/api/resources/${table}/actions/new`, {
      __duplicate: from,
      ...fields,
    });

  it('asks for a new key of several columns, and refuses the old one at its fields', async () => {
    const { anna } = world().people;
    const [seat] = (await anna.get('/api/resources/seat/actions/list')).json.records;
    const id = seat?.id ?? '';
    const form = await anna.get(`/api/resources/seat/records/${id}/duplicate`);
    expect(form.json.record.params, form.text).toEqual({ note: 'window' });
    const taken = await make('anna', 'seat', id, { hall: 'north', number: '1', note: 'window' });
    expect(Object.keys(taken.json.record.errors).sort(), taken.text).toEqual(['hall', 'number']);
    const made = await make('anna', 'seat', id, { hall: 'north', number: '2', note: 'window' });
    expect(made.json.notice.type, made.text).toBe('success');
    expect(await world().rows('SELECT * FROM seat WHERE number = 2')).toEqual([
      { hall: 'north', number: 2, note: 'window' },
    ]);
  });

  it('refuses a copied value at its field where a partial unique index has it', async () => {
    const { anna } = world().people;
    const form = await anna.get('/api/resources/badge/records/1/duplicate');
    const { params } = form.json.record;
    expect(params).toMatchObject({ name: 'First', code: 'x' });
    const taken = await make('anna', 'badge', '1', params);
    expect([taken.status, Object.keys(taken.json.record.errors)], taken.text).toEqual([
      200,
      ['code'],
    ]);
    const made = await make('anna', 'badge', '1', { ...params, is_active: '0' });
    expect(made.json.notice.type, made.text).toBe('success');
  });

  it('copies a row of a role within its scope, without values that the role may not read', async () => {
    const { agnes } = world().people;
    const form = await agnes.get('/api/resources/memo/records/1/duplicate');
    expect(form.json.record.params, form.text).toMatchObject({ body: 'mine' });
    expect(form.text).not.toContain('kept from the role');
    expect(form.text).not.toContain('Hidden vault');
    const made = await make('agnes', 'memo', '1', { body: 'copy', agent: 'a2' });
    expect(made.json.notice.type, made.text).toBe('success');
    expect(await world().rows(`SELECT agent, remark FROM memo WHERE body = 'copy'`)).toEqual([
      { agent: 'a1', remark: null },
    ]);
  });

  it('refuses a copied reference to a row that the role may not see', async () => {
    const made = await make('agnes', 'memo', '1', { body: 'with vault', vault: '1' });
    expect(Object.keys(made.json.record.errors), made.text).toEqual(['vault']);
    expect(made.text).not.toContain('Hidden vault');
  });

  it('answers for the row of another agent as for one that does not exist', async () => {
    const { agnes } = world().people;
    const [others, missing] = await Promise.all(
      ['2', '99'].map((id) => agnes.get(`/api/resources/memo/records/${id}/duplicate`)),
    );
    expect([others?.status, missing?.status]).toEqual([404, 404]);
    expect(others?.json.message.replaceAll('2', 'N')).toBe(
      missing?.json.message.replaceAll('99', 'N'),
    );
    const made = await make('agnes', 'memo', '2', { body: 'typed' });
    expect(made.text).not.toContain('of another');
  });
});
