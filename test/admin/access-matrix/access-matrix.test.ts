import type { ActionContext } from 'adminjs';
import { describe, expect, it } from 'vitest';
import type { ResourceDeclaration } from '../../../src/admin/declaration/resource.js';
import { createPanels } from '../../../src/admin/panels/panels.js';
import { toPanelUser } from '../../../src/admin/request/user.js';
import type { ScopedResource } from '../../../src/admin/rows/scoped-resource.js';
import { describeOnSqlite, embedded } from '../../helpers/engines/engines.js';
import { openPanels, stubAssets, type PanelServer } from '../../helpers/panels/driver.js';
import { stages, type MatrixResult, type Stage } from './findings.js';
import { declarations } from './handouts.js';
import { mayDo, visibleRows } from './policy.js';
import { runMatrix } from './run.js';
import { dump, openWorld, type Persona, type World } from './world.js';

/**
 * Every role × table × kind of route: nobody is answered a value of a row that is not theirs, nor of
 * a column that they may not read, and nobody changes anything of it.
 */

const MINUTES = 60_000;
const everybody: readonly Persona[] = ['admin', 'agent', 'customer', 'other agent'];

describeOnSqlite('the whole access matrix', (engine) => {
  it(
    'answers nobody with rows or columns of others, and everybody with their own',
    async () => {
      const world = await openWorld(engine);
      const server = await openPanels(world.context, declarations);
      const result = await runMatrix(world, server, { personas: everybody });
      process.stdout.write(`access matrix: ${result.probes} probes\n`);
      expect(result.violations.slice(0, 50)).toEqual([]);
      expect(await unanswered(world, result, everybody)).toEqual([]);
      expect(result.probes).toBeGreaterThan(6000);
    },
    20 * MINUTES,
  );
});

/** The stage at which the matrix notices that a method asks about all rows. */
const readings: [method: Method, stage: Stage][] = [
  ['find', 'readings'],
  ['count', 'readings'],
  ['findOne', 'readings'],
  ['findMany', 'data layer'],
  ['titles', 'readings'],
  ['search', 'readings'],
  ['selectIds', 'data layer'],
  ['scope', 'readings'],
];

describe('the access matrix', { timeout: 5 * MINUTES }, () => {
  it.each(readings)('notices a %s that has lost its scope, in its %s', async (method, stage) => {
    const world = await openWorld(embedded);
    const server = await openPanels(world.context, declarations);
    const open = await createPanels(world.context, declarations.map(withoutRows), {
      assets: stubAssets,
    });
    for (const [table, resource] of server.panels.resources('agent')) {
      const other = open.resources('agent').get(table);
      if (other) replace(resource, method, bound(other, method));
    }
    expect(await violationsOf(world, server, [stage])).not.toEqual([]);
  });

  it.each([
    ['create', 'forged requests'],
    ['update', 'data layer'],
  ] as const)('notices a %s that has lost its scope, in its %s', async (method, stage) => {
    const world = await openWorld(embedded);
    const server = await openPanels(world.context, declarations);
    const call = { currentAdmin: toPanelUser(world.personas.admin) } as unknown as ActionContext;
    for (const [table, resource] of server.panels.resources('agent')) {
      const other = server.panels.resources('admin').get(table);
      if (!other) continue;
      const write =
        method === 'create'
          ? (params: Record<string, unknown>) => other.create(params, call)
          : (id: string, params: Record<string, unknown>) => other.update(id, params, call);
      replace(resource, method, write);
    }
    expect(await violationsOf(world, server, [stage])).not.toEqual([]);
  });

  it('notices a delete that deletes, in its data layer', async () => {
    const world = await openWorld(embedded);
    const server = await openPanels(world.context, declarations);
    for (const resource of server.panels.resources('agent').values()) {
      replace(resource, 'delete', () => Promise.resolve());
    }
    expect(await violationsOf(world, server, ['data layer'])).not.toEqual([]);
  });

  it('notices nothing where nothing is wrong', async () => {
    const world = await openWorld(embedded);
    expect(
      await violationsOf(world, await openPanels(world.context, declarations), stages),
    ).toEqual([]);
  });
});

function violationsOf(
  world: World,
  server: PanelServer,
  asked: readonly Stage[],
): Promise<string[]> {
  const options = { personas: ['agent'], stopAtFirst: true, stages: asked } as const;
  return runMatrix(world, server, options).then(({ violations }) => violations);
}

/** The same declaration, open to all rows. */
function withoutRows(declaration: ResourceDeclaration): ResourceDeclaration {
  const access = Object.entries(declaration.access).map(([role, one]) => [
    role,
    { ...one, rows: 'all' },
  ]);
  return { ...declaration, access: Object.fromEntries(access) as ResourceDeclaration['access'] };
}

type Method = keyof ScopedResource;

function bound(resource: ScopedResource, method: Method): unknown {
  return (resource[method] as (...args: unknown[]) => unknown).bind(resource);
}

function replace(resource: ScopedResource, method: Method, by: unknown): void {
  Object.defineProperty(resource, method, { value: by });
}

/** Kinds of request that answered nothing to somebody who may see something: the controls. */
async function unanswered(
  world: World,
  { seen }: MatrixResult,
  personas: readonly Persona[],
): Promise<string[]> {
  const missing: string[] = [];
  for (const persona of personas) {
    const actor = world.personas[persona];
    for (const table of (await dump(world)).keys()) {
      const where = visibleRows(actor, table, world.addedTable);
      if (where === null) continue;
      const [row] = await world.rows(`SELECT 1 FROM ${table} WHERE ${where} LIMIT 1`);
      if (!row) continue;
      const may = (action: string) => mayDo(actor, table, action, world.addedTable);
      const kinds = [
        ...(may('list') ? ['list', 'sort', 'filter'] : []),
        ...(may('show') ? ['show'] : []),
        ...(may('export') ? ['export'] : []),
        ...(may('search') ? ['search'] : []),
      ];
      missing.push(
        ...kinds
          .map((kind) => `${persona} ${table} ${kind}`)
          .filter((key) => (seen.get(key) ?? 0) === 0),
      );
    }
  }
  return missing;
}
