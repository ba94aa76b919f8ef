import type { ActionContext } from 'adminjs';
import { PanelFilter } from '../../src/admin/panel-filter.js';
import { toPanelUser } from '../../src/admin/panel-user.js';
import type { ScopedResource } from '../../src/admin/scoped-resource.js';
import { commitBatch } from '../../src/db/batch.js';
import type { Actor } from '../../src/domain/actor.js';
import { PASSWORD } from '../app/logins.js';
import { mayDo, readableColumns, viewOf, visibleRows, type View } from './matrix-policy.js';
import {
  foreignProbes,
  forgedProbes,
  pageProbes,
  readingProbes,
  refusedProbes,
  targetsOf,
  type Probe,
  type Target,
} from './matrix-probes.js';
import { dump, roleOf, tokensIn, type Dump, type Persona, type World } from './matrix-world.js';
import type { PanelReply, PanelServer, Person } from './panel-driver.js';

/** Sends every probe as every persona and names everything that should not have been answered. */

export interface MatrixResult {
  probes: number;
  violations: string[];
  /** How many of the caller's own tokens were seen, by persona, table and kind of request. */
  seen: Map<string, number>;
}

export interface MatrixOptions {
  personas?: readonly Persona[];
  /** Enough to know that there is a violation: leave the tables out that the caller does not know. */
  stopAtFirst?: boolean;
  /** Filters by every column and asks about more rows; else by the first column of each table. */
  isThorough?: boolean;
}

interface Run extends Required<MatrixOptions> {
  world: World;
  server: PanelServer;
  result: MatrixResult;
}

const ABREAST = 6;

/** Tables that sign-ins and refusals write to by themselves. */
const journals = new Set(['audit_log', 'sessions', 'login_attempts', 'operations']);

export async function runMatrix(
  world: World,
  server: PanelServer,
  options: MatrixOptions = {},
): Promise<MatrixResult> {
  const {
    personas = Object.keys(world.personas) as Persona[],
    stopAtFirst = false,
    isThorough = true,
  } = options;
  const result: MatrixResult = { probes: 0, violations: [], seen: new Map() };
  const run = { world, server, result, personas, stopAtFirst, isThorough };
  for (const persona of personas) {
    await runPersona(run, persona);
    if (isOver(run)) break;
  }
  return result;
}

const isOver = ({ stopAtFirst, result }: Run) => stopAtFirst && result.violations.length > 0;

async function runPersona(run: Run, persona: Persona): Promise<void> {
  const { world, server } = run;
  const actor = world.personas[persona];
  const person = await server.signIn(actor.username, PASSWORD);
  const rows = await dump(world);
  const view = await viewOf(world, actor, rows);
  const known = ({ table }: Target) =>
    visibleRows(actor, table, world.addedTable) === null ? null : (view.rowids.get(table) ?? null);
  // The second agent is there to show that neither sees the other's: what is refused to one is to both.
  const isBrief = run.stopAtFirst || persona === 'other agent';
  const targets = targetsOf(server.panels, rows).filter(
    (target) => !isBrief || known(target) !== null,
  );
  const caller = { persona, actor, person, view };
  const send = (probes: readonly Probe[]) => sendAll(run, caller, probes);

  await send(pageProbes(server.panels));
  await send(targets.flatMap((target) => readingProbes(target, known(target), run.isThorough)));
  const before = await dump(world);
  await probeData(run, caller, targets, before);
  await send(targets.flatMap((target) => refusedProbes(target, known(target), run.isThorough)));
  await send(
    targets.flatMap((target) =>
      foreignProbes(target, view.rowids.get(target.table) ?? new Set(), world, run.isThorough),
    ),
  );
  const after = await dump(world);
  report(
    run,
    caller,
    changes(before, after, () => true),
    'a refused request',
  );
  await send(targets.flatMap((target) => forgedProbes(target, view.rowids, rows, world)));
  const forged = await dump(world);
  const owned = await viewOf(world, actor, forged);
  const isForeign = (table: string, rowid: string) =>
    actor.role !== 'admin' && !owned.rowids.get(table)?.has(rowid);
  const changed = changes(withoutDerived(after), withoutDerived(forged), isForeign);
  report(run, caller, changed, 'a forged request');
}

/** A customer's own wager, which a forged request may well place, moves its agent's volume. */
function withoutDerived(rows: Dump): Dump {
  const agents = rows.get('agents')?.map((row) => ({ ...row, total_volume: 0, updated_at: '' }));
  return agents ? new Map([...rows, ['agents', agents]]) : rows;
}

interface Caller {
  persona: Persona;
  actor: Actor;
  person: Person;
  view: View;
}

async function sendAll(run: Run, caller: Caller, probes: readonly Probe[]): Promise<void> {
  for (let index = 0; index < probes.length && !isOver(run); index += ABREAST) {
    const some = probes.slice(index, index + ABREAST);
    const replies = await Promise.all(
      some.map(({ method, path, fields }) =>
        method === 'GET' ? caller.person.get(path) : caller.person.post(path, fields),
      ),
    );
    some.forEach((probe, offset) => {
      const reply = replies[offset];
      if (reply) check(run, caller, probe, reply);
    });
    run.result.probes += some.length;
  }
}

function check(run: Run, caller: Caller, probe: Probe, reply: PanelReply): void {
  const { world, result } = run;
  const { actor, view } = caller;
  const { table, kind, action, rowid } = probe;
  const violate = (what: string) => {
    result.violations.push(
      `${caller.persona}: ${probe.method} ${probe.path.slice(0, 150)} (${kind}) ${what}`,
    );
  };
  const sent = tokensIn(probe.path + JSON.stringify(probe.fields ?? {}));
  const got = tokensIn(reply.text);
  const leaked = [...got].filter((token) => view.forbidden.has(token) && !sent.has(token));
  if (leaked.length > 0) violate(`answered ${leaked.slice(0, 3).join(', ')}`);
  if (reply.text.includes('$2b$')) violate('answered a password hash');
  if (reply.status >= 500) violate(`answered ${reply.status}: ${reply.text.slice(0, 100)}`);
  for (const name of hiddenNames(world, actor)) {
    if (reply.text.includes(name) && !(probe.path + JSON.stringify(probe.fields)).includes(name)) {
      violate(`answered the name ${name}`);
    }
  }
  const records = (reply.json as Partial<PanelReply['json']>).records ?? [];
  const own = records.length + [...got].filter((token) => view.allowed.has(token)).length;
  const key = `${caller.persona} ${table} ${kind}`;
  result.seen.set(key, (result.seen.get(key) ?? 0) + own);

  if (action === undefined) return;
  const may = mayDo(actor, table, action, world.addedTable);
  const isVisible = rowid === undefined || view.rowids.get(table)?.has(rowid) === true;
  if (!may && ![400, 403, 404].includes(reply.status)) violate(`answered ${reply.status}`);
  if (may && !isVisible && reply.status !== 404 && !kind.includes('bulk')) {
    violate(`answered ${reply.status} about a row of somebody else`);
  }
  if (may && isVisible && reply.status !== 200 && kind !== 'forged') {
    violate(`answered ${reply.status} to who may: ${reply.text.slice(0, 100)}`);
  }
  if (may && action === 'list' && reply.status === 200 && probe.path.startsWith('/api')) {
    checkTotal(caller, probe, reply, violate);
  }
}

/** What may not be read can be neither counted nor found out by filters and orders. */
function checkTotal(
  { view, actor }: Caller,
  { table, column }: Probe,
  { json }: PanelReply,
  violate: (what: string) => void,
): void {
  const { total } = json.meta;
  const most = view.rowids.get(table)?.size ?? 0;
  const wasTold = (json as Partial<typeof json>).notice !== undefined;
  const isFiltered = column !== undefined && !wasTold;
  // Journals grow while they are read: signing in and exporting are written down.
  const isTooMany = !journals.has(table) && total > most;
  if (isTooMany || (!isFiltered && total < most)) violate(`counted ${total} of ${most}`);
  const isOpen = column === undefined || readableColumns(actor, table, [column]).has(column);
  if (!isOpen && !wasTold) violate(`compared ${column}`);
}

function hiddenNames(world: World, actor: Actor): string[] {
  if (actor.role === 'admin') return ['password_hash', 'totp_secret', 'phone_index', 'api_token'];
  const tables = [
    ...['kpi_metrics', 'weekly_stats', 'audit_log', 'login_attempts', 'recovery_codes'],
    ...['bulk_runs', 'period_states', 'commission_rates', world.addedTable],
  ].filter((table) => visibleRows(actor, table, world.addedTable) === null);
  return [...tables, 'password_hash', 'totp_secret', 'phone_index', 'api_token'];
}

/** The data layer itself, as the panels call it and as a mistake might. */
async function probeData(
  run: Run,
  { persona, actor, view }: Caller,
  targets: readonly Target[],
  rows: Dump,
): Promise<void> {
  const { world, server, result } = run;
  const context = { currentAdmin: toPanelUser(actor) } as unknown as ActionContext;
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
    const found = ids(await resource.find(all, {}, context));
    expect('find', within(found) && found.length >= own.length);
    const total = await resource.count(all, context);
    expect('count', journals.has(table) ? total >= own.length : total === own.length);
    const some = own[0] === undefined ? null : await resource.findOne(own[0], context);
    expect('findOne of its own', own.length === 0 || some?.id() === own[0]);
    for (const id of foreign.slice(0, 3)) {
      expect('findOne', (await resource.findOne(id, context)) === null);
    }
    const many = ids(await resource.findMany([...own, ...foreign], context));
    expect('findMany', within(many) && many.length === own.length);
    const titled = [...(await resource.titles([...own, ...foreign], context)).keys()];
    expect('titles', within(titled));
    expect('search', within(ids(await resource.search('zq', context))));
    if (resource.table.key?.column != null) {
      const [chosen] = await commitBatch(world.context.database, [
        resource.selectIds(all, context),
      ]);
      expect('selectIds', within((chosen ?? []).map(({ id }) => String(id))));
    }
    await probeWrites({ resource, context, target, own, foreign, expect });
    for (const stranger of strangers) {
      for (const [what, call] of callsOf(resource, own[0] ?? foreign[0] ?? 'x', stranger)) {
        expect(`${what} without its own actor`, await refuses(call));
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
  context: ActionContext;
  target: Target;
  own: readonly string[];
  foreign: readonly string[];
  expect: (what: string, isRight: boolean) => void;
}

/** Changes of foreign rows, forbidden changes of own ones, and deletes. What they wrote is found by the dumps. */
async function probeWrites(probe: WriteProbe): Promise<void> {
  const { resource, context, target, own, foreign, expect } = probe;
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
    if (open.length > 0) expect('update', await refuses(() => resource.update(id, edits(open, id), context))); // prettier-ignore
  }
  for (const id of own.slice(0, 2)) {
    await refuses(() => resource.update(id, edits(closed, id), context));
  }
  for (const id of [...own.slice(0, 1), ...foreign.slice(0, 1)]) {
    expect('delete', await refuses(() => resource.delete(id, context)));
  }
}

function callsOf(
  resource: ScopedResource,
  id: string,
  context: ActionContext | undefined,
): [string, () => unknown][] {
  const all = new PanelFilter(resource, []);
  return [
    ['find', () => resource.find(all, {}, context)],
    ['count', () => resource.count(all, context)],
    ['findOne', () => resource.findOne(id, context)],
    ['findMany', () => resource.findMany([id], context)],
    ['titles', () => resource.titles([id], context)],
    ['search', () => (resource.access.search.size > 0 ? resource.search('zq', context) : deny())],
    ['selectIds', () => resource.selectIds(all, context)],
    ['create', () => resource.create({ name: 'zqtyped' }, context)],
    ['update', () => resource.update(id, { name: 'zqtyped' }, context)],
    ['delete', () => resource.delete(id, context)],
  ];
}

const deny = () => Promise.reject(new Error('nothing to search'));

async function refuses(call: () => unknown): Promise<boolean> {
  try {
    await call();
    return false;
  } catch {
    return true;
  }
}

/** Rows that are not what they were, as `table rowid`. */
function changes(
  before: Dump,
  after: Dump,
  matters: (table: string, rowid: string) => boolean,
): string[] {
  const found: string[] = [];
  for (const [table, rows] of after) {
    if (journals.has(table)) continue;
    const old = new Map(before.get(table)?.map((row) => [row['rowid'], JSON.stringify(row)]));
    for (const row of rows) {
      const rowid = String(row['rowid']);
      if (old.get(rowid) !== JSON.stringify(row) && matters(table, rowid)) {
        found.push(`${table} ${rowid}`);
      }
      old.delete(rowid);
    }
    for (const rowid of old.keys()) found.push(`${table} ${String(rowid)} (gone)`);
  }
  return found;
}

function report(
  { result }: Run,
  { persona }: Pick<Caller, 'persona'>,
  changed: readonly string[],
  by: string,
): void {
  for (const row of changed) result.violations.push(`${persona}: ${by} changed ${row}`);
}
