import { expect, it } from 'vitest';
import { resources } from '../../../resources/index.js';
import { bulkRunnerOf } from '../../../src/admin/bulk/runner.js';
import type { Access, ResourceDeclaration } from '../../../src/admin/declaration/resource.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { act, countsOf, finish, postEdit, readPreview, readRun, runIdOf, undo } from './edits.js';

/** Edits of roles that a resource file opens them to. */

const sql = [
  `CREATE TABLE memo (id TEXT PRIMARY KEY, agent TEXT NOT NULL REFERENCES agents (id),
    label TEXT, customer TEXT REFERENCES customers (id), made_at TEXT, updated_at TEXT)`,
  `INSERT INTO memo (id, agent, label) VALUES ('m1', 'a1', 'red'), ('m2', 'a2', 'red'),
    ('m3', 'a1', 'red'), ('m4', 'a1', 'blue')`,
];

const own: Access = {
  rows: { column: 'agent', equals: 'actor.agentId' },
  read: ['id', 'label', 'customer', 'made_at'],
  write: { edit: ['label', 'customer', 'made_at'], bulkEdit: ['label', 'customer'] },
  actions: ['list', 'show'],
};

const declarations: ResourceDeclaration[] = [
  { table: 'memo', title: 'label', access: { agent: own, admin: { ...own, rows: 'all' } } },
];

describeOnEngines('edits of a role', (engine) => {
  const open = async () => {
    const logins = { anna: 'admin', agnes: { agent: 'a1' }, otto: { agent: 'a2' }, cleo: { customer: 'c1' } } as const; // prettier-ignore
    const book = await openPanelBook(
      engine,
      { agents: ['a1', 'a2'], customers: { c1: 'a1', c2: 'a2' }, logins, sql },
      [...resources, ...declarations],
    );
    bulkRunnerOf(book.context, { chunkRows: 1, pauseMs: 0, lookEveryMs: 0 });
    return book;
  };

  it('change rows of its own scope only, from the choice to the undo', async () => {
    const { people, context, rows } = await open();
    const ids = { ids: ['m1', 'm2', 'm3', 'm4'] };
    const id = runIdOf(await postEdit(people.agnes, 'memo', ids, { label: 'blue' }));
    expect(await readPreview(people.agnes, id)).toMatchObject({ changes: 2, unchanged: 1 });
    const run = await finish(people.agnes, context, id);
    expect(countsOf(run)).toEqual(['finished', 2, 1, 0, 0]);
    expect(run.total).toBe(3);
    const labels = `SELECT id FROM memo WHERE label = 'blue' ORDER BY id`;
    expect(await rows(labels)).toEqual([{ id: 'm1' }, { id: 'm3' }, { id: 'm4' }]);
    expect(countsOf(await undo(people.agnes, context, id))).toEqual(['finished', 2, 0, 0, 0]);
    expect(await rows(labels)).toEqual([{ id: 'm4' }]);
  });

  it('name neither a row of others nor a column that is closed', async () => {
    const { people } = await open();
    const foreign = await postEdit(people.agnes, 'memo', { ids: ['m1'] }, { customer: 'c2' });
    expect(foreign.json.fieldErrors?.['customer']).toContain('one of the rows that can be chosen');
    for (const name of ['made_at', 'agent', 'id', 'updated_at']) {
      const closed = await postEdit(people.agnes, 'memo', { ids: ['m1'] }, { [name]: 'a2' });
      expect(closed.json.notice.message).toContain('cannot be changed in many rows');
    }
    const others = await postEdit(people.agnes, 'memo', { ids: ['m2'] }, { label: 'mine' });
    expect(others.json.notice.message).toBe('there is no such record or page');
  });

  it('take neither the operation id of another login nor one of 8 KB', async () => {
    const { people, rows } = await open();
    const form = (login: 'agnes' | 'otto', id: string, operationId: string) =>
      postEdit(people[login], 'memo', { ids: [id] }, { label: 'mine' }, operationId);
    const id = runIdOf(await form('otto', 'm2', 'one-operation-of-otto'));
    const replayed = await form('agnes', 'm1', id);
    expect(replayed.json.redirectUrl).toBeUndefined();
    const otherForm = 'this form was sent with other values before; open it again';
    expect(replayed.json.notice).toEqual({ type: 'error', message: otherForm });
    const long = await form('agnes', 'm1', 'x'.repeat(8192));
    expect(long.json.redirectUrl).toBeUndefined();
    expect(long.json.notice).toEqual({
      type: 'error',
      message: 'the form has no operation id; open it again',
    });
    const far = await form('agnes', 'x'.repeat(8192), 'operation-of-agnes');
    expect(far.status).toBe(404);
    expect(await rows('SELECT actor_user_id FROM bulk_runs')).toHaveLength(1);
  });

  it('are seen, started and undone by their own login and by administrators alone', async () => {
    const { people, context } = await open();
    const id = runIdOf(await postEdit(people.agnes, 'memo', { filter: '' }, { label: 'z' }));
    const path = `/api/resources/bulk_runs/records/${id}`;
    for (const action of ['show?read=1', 'result', 'refused']) {
      expect((await people.otto.get(`${path}/${action}`)).status, action).toBe(404);
    }
    for (const action of ['start', 'cancel', 'undo']) {
      expect((await act(people.otto, id, action)).status, action).toBe(404);
    }
    expect((await people.cleo.get(`${path}/show?read=1`)).status).toBe(404);
    expect((await people.cleo.get('/api/resources/bulk_runs/actions/list')).status).toBe(404);
    expect((await people.otto.get('/api/resources/bulk_runs/actions/list')).json.records).toEqual([]); // prettier-ignore
    expect((await readRun(people.anna, id)).status).toBe('previewed');
    await finish(people.agnes, context, id);
    expect((await people.agnes.get(`${path}/result`)).text.split('\r\n')[1]).toMatch(/^1,m1,/);
  });

  it('lose rows that leave the scope meanwhile, and end with a login that is closed', async () => {
    const { people, context, rows } = await open();
    const id = runIdOf(await postEdit(people.agnes, 'memo', { filter: '' }, { label: 'z' }));
    await rows(`UPDATE memo SET agent = 'a2' WHERE id = 'm3'`);
    const run = await finish(people.agnes, context, id);
    expect(countsOf(run)).toEqual(['finished', 2, 0, 0, 1]);
    expect(run.refusedRows[0]?.text).toBe('the row is no longer there, or no longer one of yours');

    const other = runIdOf(await postEdit(people.agnes, 'memo', { filter: '' }, { label: 'y' }));
    await rows(`UPDATE bulk_runs SET status = 'running' WHERE id = ?`, other);
    await rows(`UPDATE agents SET status = 'suspended' WHERE id = 'a1'`);
    await bulkRunnerOf(context).resume();
    await bulkRunnerOf(context).idle();
    expect(countsOf(await readRun(people.anna, other))[0]).toBe('cancelled');
    expect(await rows(`SELECT count(*) AS n FROM memo WHERE label = 'y'`)).toEqual([{ n: 0 }]);
    expect(await rows(`SELECT reason FROM audit_log WHERE action = 'bulk_run.cancelled'`)).toEqual([
      { reason: 'its login may no longer use the product' },
    ]);
  });
});
