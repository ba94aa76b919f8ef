import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ScopedResource } from '../../../src/admin/rows/scoped-resource.js';
import type { PanelColumn } from '../../../src/admin/tables/panel-table.js';
import { migrateUp, readMigrations } from '../../../src/db/migrations/migrator.js';
import { migrationsFolder } from '../../../src/paths.js';
import { openBook, PASSWORD } from '../../helpers/books/logins.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import { openPanels, type Person } from '../../helpers/panels/driver.js';
import { volume } from '../../helpers/run/volume.js';
import { randomSchemas, type RandomTable } from './random-schemas.js';

/**
 * Whatever SQLite takes as a schema has its panels. The same few schemas unless
 * RANDOM_SCHEMAS says how many new ones are tried; a failure prints the seed and the schema.
 */
const wanted = process.env['RANDOM_SCHEMAS'];
const seed = wanted === undefined ? { seed: -515668910 } : {};

describeOnEngines('panels of random schemas', (engine) => {
  const runs = Number(wanted ?? (engine.name === 'embedded' ? volume(3) : 1));
  it(
    'the panels list, create, show and change rows of every table, and say why where they cannot',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomSchemas, (tables) => tryPanels(engine, tables)),
        { numRuns: runs, endOnFailure: true, ...seed },
      );
    },
    runs * 120_000,
  );
});

async function tryPanels(engine: TestEngine, tables: readonly RandomTable[]): Promise<void> {
  const book = await openBook(engine);
  await migrateUp(book.context.database, [
    ...readMigrations(migrationsFolder),
    { name: '20990101000000_random', hash: 'x', up: tables.map(({ ddl }) => ddl), down: [] },
  ]);
  await book.user('anna');
  const server = await openPanels(book.context);
  const anna = await server.signIn('anna', PASSWORD);
  const resources = server.panels.resources('admin');
  for (const { name, kind } of tables) {
    const resource = resources.get(name);
    if (!resource) throw new Error(`${name} has no panel`);
    const { id, readOnlyReason } = resource.table;
    await opens(anna, `/resources/${id}`);
    await opens(anna, `/api/resources/${id}/actions/list`);
    expect(resource.table.columns.filter(isMute), 'read only without a reason').toEqual([]);
    if (readOnlyReason === null) await useTable(anna, resource);
    else expect(readOnlyReason).not.toBe('');
    if (kind === 'view') expect(readOnlyReason).not.toBeNull();
    for (const { path } of resource.table.columns) {
      const filter = `filters.${encodeURIComponent(path)}`;
      const reply = await anna.get(`/api/resources/${id}/actions/list?${filter}=x`);
      expect(reply.status, reply.text).toBe(200);
    }
  }
}

const isMute = ({ info, kind, readOnlyReason }: PanelColumn) =>
  (info.isGenerated || kind === 'blob') && (readOnlyReason ?? '') === '';

/** A row made by a post, shown, and changed by a post. */
async function useTable(anna: Person, { table, access }: ScopedResource): Promise<void> {
  if (!access.actions.has('new')) {
    expect(access.note).toMatch(/^new rows cannot be created here: .* must have a value and holds/);
    return;
  }
  const writable = table.columns.filter(
    ({ name, readOnlyReason }) => access.create.has(name) && readOnlyReason === null,
  );
  const values = Object.fromEntries(
    writable.flatMap((column) => {
      const value = sampleOf(column);
      return value === null ? [] : [[column.path, value]];
    }),
  );
  await opens(anna, `/resources/${table.id}/actions/new`);
  const created = await anna.post(`/api/resources/${table.id}/actions/new`, values);
  expect(created.json.notice.type, `${JSON.stringify(values)} ${created.text}`).toBe('success');
  const record = `resources/${table.id}/records/${encodeURIComponent(created.json.record.id)}`;
  await opens(anna, `/${record}/show`);
  // where every column is the key, computed or binary, there is nothing to edit
  if (access.actions.has('edit')) {
    await opens(anna, `/${record}/edit`);
    await opens(anna, `/api/${record}/edit`);
  } else {
    expect(access.edit.size).toBe(0);
  }
  const shown = await anna.get(`/api/${record}/show`);
  expect(shown.status, shown.text).toBe(200);
  const column = writable.find(({ name, kind, info }) => {
    const isFree = kind === 'text' && info.values === null && !name.startsWith('ref ');
    return isFree && access.edit.has(name);
  });
  if (!column) return;
  const before = shown.json.record.params[column.path] ?? '';
  const edited = await anna.post(`/api/${record}/edit`, {
    [column.path]: 'new "one"',
    [`__original.${column.path}`]: before,
  });
  expect(edited.json.notice.type, edited.text).toBe('success');
  const again = await anna.get(`/api/${record}/show`);
  expect(again.json.record.params[column.path]).toBe('new "one"');
}

async function opens(person: Person, path: string): Promise<void> {
  const { status, text } = await person.get(path);
  expect(status, `${path}: ${text.slice(0, 500)}`).toBe(200);
}

/** A text that a person would type; null for references, which may stay empty. */
function sampleOf({ kind, info }: PanelColumn): string | null {
  switch (kind) {
    case 'reference':
    case 'blob':
      return null;
    case 'boolean':
      return 'true';
    case 'enum':
      return String(info.values?.[0]);
    case 'integer':
      return '3';
    case 'number':
    case 'money':
      return '1.5';
    case 'json':
      return '{"a": "it\'s"}';
    case 'datetime':
      return '2026-04-01T10:00:00.000Z';
    case 'date':
      return '2026-04-30';
    case 'time':
      return '10:30';
    case 'text':
    case 'long_text':
    case 'percent':
      return info.name.startsWith('ref ') ? null : "it's <b> 100% é🂡";
  }
}
