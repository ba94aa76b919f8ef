import path from 'node:path';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { expect, it } from 'vitest';
import { promotions } from '../../examples/promotions/resource.js';
import { promotions as declaredTable } from '../../examples/promotions/schema.js';
import { resources } from '../../resources/index.js';
import type { ColumnKind } from '../../src/admin/contract/panel.js';
import type { Access } from '../../src/admin/declaration/resource.js';
import { migrateUp, readMigrations } from '../../src/db/migrations/migrator.js';
import { rollback } from '../../src/db/migrations/rollback.js';
import type { Role } from '../../src/domain/actor.js';
import { migrationsFolder, projectRoot } from '../../src/paths.js';
import { openBook, openBookOf, PASSWORD } from '../helpers/books/logins.js';
import { describeOnEngines, type TestEngine } from '../helpers/engines/engines.js';
import { openPanels } from '../helpers/panels/driver.js';
import { sharedWorld } from '../helpers/run/shared-world.js';

/** The worked example of an added table, run as the project would run it. */

const example = readMigrations(path.join(projectRoot, 'examples/promotions/migrations'));
const migrations = [...readMigrations(migrationsFolder), ...example];

/** A book with the example's table, two agents with a customer each, and the panels. */
async function openExample(engine: TestEngine) {
  const book = await openBookOf(engine, {
    agents: ['north', 'south'],
    customers: { ann: 'north' },
    logins: {
      root: 'admin',
      nora: { agent: 'north' },
      sol: { agent: 'south' },
      ann: { customer: 'ann' },
    },
  });
  await migrateUp(book.context.database, migrations);
  const server = await openPanels(book.context, [...resources, promotions]);
  const signIn = (username: string) => server.signIn(username, PASSWORD);
  return { book, panels: server.panels, signIn };
}

const list = '/api/resources/promotions/actions/list';
const record = (id: string, action: string) => `/api/resources/promotions/records/${id}/${action}`;
const endForm = (operationId: string) => ({ step: 'commit', operationId, reason: 'sold out' });

/** The rows of a form, with the least that a new promotion needs. */
const spring = {
  name: 'Spring',
  code: 'SPRING',
  first_date: '2026-04-01',
  greatest_bonus: '250.50',
};

describeOnEngines('the example of an added table', (engine) => {
  const unchanged = sharedWorld(() => openExample(engine));

  it('the migration makes the declared table, and leaves no trace on the way down', async () => {
    const { context, rows } = await openBook(engine);
    const schema = () => rows('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name');
    const before = await schema();
    expect(await migrateUp(context.database, migrations)).toEqual(['20990101000000_promotions']);
    const { columns, indexes } = getTableConfig(declaredTable);
    expect(
      await rows(`SELECT name, upper(type) AS type, "notnull" AS required FROM
        pragma_table_info('promotions') ORDER BY cid`),
    ).toEqual(
      columns.map((column) => ({
        name: column.name,
        type: column.getSQLType().toUpperCase(),
        required: column.notNull ? 1 : 0,
      })),
    );
    const named = await rows(
      `SELECT name FROM sqlite_schema WHERE tbl_name = 'promotions' AND sql LIKE 'CREATE%INDEX%'`,
    );
    expect(named.map(({ name }) => name).sort()).toEqual(
      indexes.map(({ config }) => config.name).sort(),
    );
    await rollback(context.database, migrations);
    expect(await schema()).toEqual(before);
  });

  it('the table has every kind of column', () => {
    const { panels } = unchanged();
    const { columns } = panels.resources('admin').get('promotions')?.table ?? { columns: [] };
    const columnOf: Record<Exclude<ColumnKind, 'time'>, string> = {
      text: 'name',
      long_text: 'terms',
      money: 'greatest_bonus',
      number: 'rollover',
      integer: 'claims_left',
      percent: 'match_rate',
      date: 'first_date',
      datetime: 'ends_at',
      enum: 'status',
      boolean: 'is_public',
      json: 'rules',
      blob: 'banner',
      reference: 'agent_id',
    };
    for (const [kind, name] of Object.entries(columnOf)) {
      expect(columns.find((column) => column.name === name)?.kind, name).toBe(kind);
    }
    const secret = columns.filter(({ isSecret }) => isSecret).map(({ name }) => name);
    expect(secret).toEqual(['claim_token']);
  });

  it('the resource file uses every word of an access', () => {
    const roles = Object.values(promotions.access);
    const uses = (word: keyof Access) => roles.some((access) => access[word] !== undefined);
    const words: Record<keyof Access, true> = {
      rows: true,
      read: true,
      filter: true,
      sort: true,
      search: true,
      write: true,
      actions: true,
    };
    expect((Object.keys(words) as (keyof Access)[]).filter((word) => !uses(word))).toEqual([]);
    const written: Record<keyof NonNullable<Access['write']>, true> = {
      create: true,
      edit: true,
      bulkEdit: true,
      fixed: true,
      // No word of a table that carries money.
      importEdit: true,
      // No word of a table without a column that only some roles fill.
      initial: true,
    };
    expect([...Object.keys(promotions.access.admin?.write ?? {}), 'importEdit', 'initial']).toEqual(
      Object.keys(written),
    );
    const granted = new Set(roles.flatMap(({ actions }) => actions));
    expect([...granted].sort()).toEqual(['end', 'export', 'import', 'list', 'show', 'terms']);
  });

  it('each role has its own panel', () => {
    const { panels } = unchanged();
    const actionsOf = (role: Role) => [
      ...(panels.routes(role).resources.get('promotions')?.keys() ?? []),
    ];
    const reading = ['list', 'show', 'views'];
    const writing = [...reading, 'end', 'terms', 'search', 'new', 'edit'];
    expect(actionsOf('admin').sort()).toEqual(
      [
        ...[...writing, 'export', 'import', 'editChosen', 'editAll'],
        ...['download-banner', 'picture-banner'],
      ].sort(),
    );
    expect(actionsOf('agent').sort()).toEqual(writing.sort());
    expect(actionsOf('customer').sort()).toEqual(reading);
    const access = panels.resources('agent').get('promotions')?.access;
    expect(access?.read.has('cost')).toBe(false);
    expect(access?.filter.has('terms')).toBe(false);
    expect(panels.resources('admin').get('promotions')?.access.read.has('claim_token')).toBe(false);
  });

  it('each login sees the rows of its scope', async () => {
    const { book, signIn } = await openExample(engine);
    const [nora, sol, ann] = [await signIn('nora'), await signIn('sol'), await signIn('ann')];
    const made = await nora.post('/api/resources/promotions/actions/new', spring);
    expect(made.json.notice).toEqual({ message: 'Promotion Spring was created', type: 'success' });
    const { id } = made.json.record;
    expect(
      await book.rows(`SELECT p.agent_id, u.username, p.greatest_bonus, p.status
        FROM promotions p JOIN users u ON u.id = p.made_by`),
    ).toEqual([{ agent_id: 'north', username: 'nora', greatest_bonus: 250.5, status: 'draft' }]);
    const names = async (person: typeof nora) =>
      (await person.get(list)).json.records.map(({ title }) => title);
    expect(await names(nora)).toEqual(['Spring']);
    expect(await names(ann)).toEqual(['Spring']);
    expect(await names(sol)).toEqual([]);
    expect((await sol.get(record(id, 'show'))).status).toBe(404);
    const shown = await ann.get(record(id, 'show'));
    expect(Object.keys(shown.json.record.params)).not.toContain('terms');
    const file = await nora.get(record(id, 'terms'));
    expect([file.status, file.text]).toEqual([200, 'Spring\n\nno terms\n']);
  });

  it('a form refuses a value that does not fit its column, beside its field', async () => {
    const { signIn } = unchanged();
    const nora = await signIn('nora');
    const { json } = await nora.post('/api/resources/promotions/actions/new', {
      ...spring,
      first_date: 'soon',
      greatest_bonus: '1.005',
    });
    expect(Object.keys(json.record.errors).sort()).toEqual(['first_date', 'greatest_bonus']);
  });

  it('an agent ends a promotion once, with its audit row', async () => {
    const { book, signIn } = await openExample(engine);
    const [root, nora] = [await signIn('root'), await signIn('nora')];
    const { id } = (await nora.post('/api/resources/promotions/actions/new', spring)).json.record;
    const draft = await nora.post(record(id, 'end'), endForm('operation-1'));
    expect(draft.json.notice.message).toMatch(/Spring is a draft that nobody can claim/);

    await root.post(record(id, 'edit'), { status: 'running', '__original.status': 'draft' });
    for (const attempt of ['first', 'repeated']) {
      const ended = await nora.post(record(id, 'end'), endForm('operation-2'));
      expect(ended.json.notice, attempt).toEqual({
        message: 'promotion Spring ended',
        type: 'success',
      });
    }
    expect(await book.rows('SELECT status, ends_at, version FROM promotions')).toEqual([
      { status: 'ended', ends_at: '2026-03-02 12:00:00', version: 1 },
    ]);
    expect(
      await book.rows(`SELECT action, reason, after FROM audit_log
        WHERE table_name = 'promotions' ORDER BY seq DESC LIMIT 1`),
    ).toEqual([{ action: 'promotion.ended', reason: 'sold out', after: '{"status":"ended"}' }]);
    expect(await book.rows(`SELECT kind FROM operations WHERE kind LIKE 'promotion%'`)).toEqual([
      { kind: 'promotion.end' },
    ]);
    const again = await nora.post(record(id, 'end'), endForm('operation-3'));
    expect(again.json.notice.message).toMatch(/Spring is already ended/);
  });

  it('another agent is answered as if the promotion did not exist', async () => {
    const { book, signIn } = await openExample(engine);
    const [root, nora, sol] = [await signIn('root'), await signIn('nora'), await signIn('sol')];
    const made = await root.post('/api/resources/promotions/actions/new', {
      ...spring,
      ...{ agent_id: 'north', status: 'running' },
    });
    const { id } = made.json.record;
    expect((await nora.get(record(id, 'show'))).status).toBe(200);
    expect((await sol.post(record(id, 'end'), endForm('operation-4'))).status).toBe(404);
    expect(await book.rows('SELECT status FROM promotions')).toEqual([{ status: 'running' }]);
  });
});
