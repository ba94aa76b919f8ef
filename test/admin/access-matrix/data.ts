import type { ActionContext } from 'adminjs';
import { PanelFilter } from '../../../src/admin/query/filter.js';
import { toPanelUser } from '../../../src/admin/request/user.js';
import type { ScopedResource } from '../../../src/admin/rows/scoped-resource.js';
import { commitBatch } from '../../../src/db/batch.js';
import { changes, isOver, journals, report, type Caller, type Run } from './findings.js';
import type { Target } from './probes.js';
import { dump, roleOf, type Dump } from './world.js';

/** The data layer itself, as the panels call it and as a mistake might. */
export async function probeData(
  run: Run,
  { persona, actor, view }: Caller,
  targets: readonly Target[],
  rows: Dump,
): Promise<void> {
  const { world, server, result } = run;
  const call = { currentAdmin: toPanelUser(actor) } as unknown as ActionContext;
  const other = world.personas[actor.role === 'customer' ? 'agent' : 'customer'];
  const strangers = [undefined, {}, { currentAdmin: toPanelUser(other) }] as (
    ActionContext | undefined
  )[];
  for (const [table, resource] of server.panels.resources(roleOf[persona])) {
    const target = targets.find((one) => one.table === table);
    if (!target || isOver(run)) continue;
    const visible = view.rowids.get(table) ?? new Set<string>();
    const keys = (isVisible: boolean) =>
      target.rows.filter(({ rowid }) => visible.has(rowid) === isVisible).map(({ key }) => key);
    const [own, foreign] = [keys(true), keys(false)];
    const expect = (what: string, isRight: boolean) => {
      result.probes += 1;
      if (!isRight) result.violations.push(`${persona}: ${table}.${what}`);
    };
    const all = new PanelFilter(resource, []);
    const ids = (records: readonly { id(): string }[]) => records.map((record) => record.id());
    const within = (found: readonly string[]) => found.every((id) => !foreign.includes(id));
    const found = ids(await resource.find(all, {}, call));
    expect('find', within(found) && found.length >= own.length);
    const total = await resource.count(all, call);
    expect('count', journals.has(table) ? total >= own.length : total === own.length);
    const some = own[0] === undefined ? null : await resource.findOne(own[0], call);
    expect('findOne of its own', own.length === 0 || some?.id() === own[0]);
    for (const id of foreign.slice(0, 3)) {
      expect('findOne', (await resource.findOne(id, call)) === null);
    }
    const many = ids(await resource.findMany([...own, ...foreign], call));
    expect('findMany', within(many) && many.length === own.length);
    const titled = [...(await resource.titles([...own, ...foreign], call)).keys()];
    expect('titles', within(titled));
    expect('search', within(ids(await resource.search('zq', call))));
    if (resource.table.key?.column != null) {
      const [chosen] = await commitBatch(world.context.database, [resource.selectIds(all, call)]);
      expect('selectIds', within(chosen.map(({ id }) => String(id))));
    }
    await probeWrites({ resource, call, target, own, foreign, expect });
    for (const stranger of strangers) {
      for (const [what, ask] of callsOf(resource, own[0] ?? foreign[0] ?? 'x', stranger)) {
        expect(`${what} without its own actor`, await refuses(ask));
      }
    }
  }
  report(
    run,
    { persona },
    changes(rows, await dump(world), () => true),
    'the data layer',
  );
}

interface WriteProbe {
  resource: ScopedResource;
  call: ActionContext;
  target: Target;
  own: readonly string[];
  foreign: readonly string[];
  expect: (what: string, isRight: boolean) => void;
}

/** Changes of foreign rows, forbidden changes of own ones, and deletes. What they wrote is found by the dumps. */
async function probeWrites(probe: WriteProbe): Promise<void> {
  const { resource, call, target, own, foreign, expect } = probe;
  const closed = target.columns.filter((name) => !resource.access.edit.has(name));
  const edits = (names: readonly string[], id: string) => {
    const values = target.rows.find(({ key }) => key === id)?.values ?? {};
    const pairs = names.map((name): [string, unknown][] => [
      [name, typeof values[name] === 'number' ? 7 : 'zqtyped'],
      [`__original.${name}`, values[name] ?? null],
    ]);
    return Object.fromEntries(pairs.flat());
  };
  for (const id of foreign.slice(0, 2)) {
    const open = [...resource.access.edit];
    if (open.length > 0) expect('update', await refuses(() => resource.update(id, edits(open, id), call))); // prettier-ignore
  }
  for (const id of own.slice(0, 2)) {
    await refuses(() => resource.update(id, edits(closed, id), call));
  }
  for (const id of [...own.slice(0, 1), ...foreign.slice(0, 1)]) {
    expect('delete', await refuses(() => resource.delete(id, call)));
  }
}

function callsOf(
  resource: ScopedResource,
  id: string,
  call: ActionContext | undefined,
): [string, () => unknown][] {
  const all = new PanelFilter(resource, []);
  return [
    ['find', () => resource.find(all, {}, call)],
    ['count', () => resource.count(all, call)],
    ['findOne', () => resource.findOne(id, call)],
    ['findMany', () => resource.findMany([id], call)],
    ['titles', () => resource.titles([id], call)],
    ['search', () => (resource.access.search.size > 0 ? resource.search('zq', call) : deny())],
    ['selectIds', () => resource.selectIds(all, call)],
    ['create', () => resource.create({ name: 'zqtyped' }, call)],
    ['update', () => resource.update(id, { name: 'zqtyped' }, call)],
    ['delete', () => resource.delete(id, call)],
  ];
}

const deny = () => Promise.reject(new Error('nothing to search'));

async function refuses(ask: () => unknown): Promise<boolean> {
  try {
    await ask();
    return false;
  } catch {
    return true;
  }
}
