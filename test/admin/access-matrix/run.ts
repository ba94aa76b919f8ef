import { PASSWORD } from '../../helpers/books/logins.js';
import type { PanelServer } from '../../helpers/panels/driver.js';
import { probeData } from './data.js';
import {
  changes,
  isOver,
  report,
  stages as allStages,
  type Caller,
  type MatrixOptions,
  type MatrixResult,
  type Run,
  type Stage,
} from './findings.js';
import { viewOf, visibleRows } from './policy.js';
import { pageProbes, readingProbes, targetsOf, type Probe, type Target } from './probes.js';
import { checkReply } from './replies.js';
import { sendProbe } from './send.js';
import { dump, type Dump, type Persona, type World } from './world.js';
import { foreignProbes, forgedProbes, refusedProbes } from './writes.js';

/** Sends every probe as every persona and names everything that should not have been answered. */

const ABREAST = 6;

export async function runMatrix(
  world: World,
  server: PanelServer,
  options: MatrixOptions = {},
): Promise<MatrixResult> {
  const {
    personas = Object.keys(world.personas) as Persona[],
    stopAtFirst = false,
    stages = allStages,
  } = options;
  const result: MatrixResult = { probes: 0, violations: [], seen: new Map() };
  const run = { world, server, result, personas, stopAtFirst, stages };
  for (const persona of personas) {
    await runPersona(run, persona);
    if (isOver(run)) break;
  }
  return result;
}

async function runPersona(run: Run, persona: Persona): Promise<void> {
  const { world, server } = run;
  const actor = world.personas[persona];
  const person = await server.signIn(actor.username, PASSWORD);
  const rows = await dump(world);
  const view = await viewOf(world, actor, rows);
  const known = ({ table }: Target) =>
    visibleRows(actor, table, world.addedTable) === null ? null : (view.rowids.get(table) ?? null);
  // Requests about tables that a caller may not know are refused before the engine is asked: two
  // callers on one engine ask them all. Both agents get the same refusals.
  const isBrief = run.stopAtFirst || persona === 'other agent';
  const targets = targetsOf(server.panels, rows).filter(
    (target) => !isBrief || known(target) !== null,
  );
  const caller = { persona, actor, person, view };
  const send = (probes: readonly Probe[]) => sendAll(run, caller, probes);

  const stage = async (name: Stage, work: () => Promise<void>) => {
    if (run.stages.includes(name) && !isOver(run)) await work();
  };
  await stage('pages', () => send(pageProbes(server.panels, actor.role)));
  await stage('readings', () =>
    send(targets.flatMap((target) => readingProbes(target, known(target)))),
  );
  const before = await dump(world);
  await stage('data layer', () => probeData(run, caller, targets, before));
  await stage('refused requests', () =>
    send(targets.flatMap((target) => refusedProbes(target, known(target)))),
  );
  const visible = (target: Target) => view.rowids.get(target.table) ?? new Set<string>();
  await stage('foreign requests', () =>
    send(targets.flatMap((target) => foreignProbes(target, visible(target), world))),
  );
  const after = await dump(world);
  report(
    run,
    caller,
    changes(before, after, () => true),
    'a refused request',
  );
  await stage('forged requests', async () => {
    await send(targets.flatMap((target) => forgedProbes(target, view.rowids, rows, world)));
    await reportForged(run, caller, after);
  });
}

/** A forged request may create rows of the caller's own, never those of others. */
async function reportForged(run: Run, caller: Caller, before: Dump): Promise<void> {
  const { world } = run;
  const { actor } = caller;
  const forged = await dump(world);
  const owned = await viewOf(world, actor, forged);
  const isForeign = (table: string, rowid: string) =>
    actor.role !== 'admin' && !owned.rowids.get(table)?.has(rowid);
  const changed = changes(withoutDerived(before), withoutDerived(forged), isForeign);
  report(run, caller, changed, 'a forged request');
}

/** A customer's own wager, which a forged request may place, moves volume and open stakes. */
function withoutDerived(rows: Dump): Dump {
  const agents = rows.get('agents')?.map((row) => ({ ...row, total_volume: 0, updated_at: '' }));
  const sums = rows.get('open_stakes')?.map((row) => ({ ...row, open_cents: 0 }));
  return agents && sums ? new Map([...rows, ['agents', agents], ['open_stakes', sums]]) : rows;
}

async function sendAll(run: Run, caller: Caller, probes: readonly Probe[]): Promise<void> {
  // A login has one form with files at a time.
  const alone = probes.filter(({ files }) => files !== undefined).map((probe) => [probe]);
  const others = probes.filter(({ files }) => files === undefined);
  for (const some of [...piecesOf(others), ...alone]) {
    if (isOver(run)) return;
    const replies = await Promise.all(some.map((probe) => sendProbe(caller.person, probe)));
    some.forEach((probe, offset) => {
      const reply = replies[offset];
      if (reply) checkReply(run, caller, probe, reply);
    });
    run.result.probes += some.length;
  }
}

function piecesOf(probes: readonly Probe[]): Probe[][] {
  return Array.from({ length: Math.ceil(probes.length / ABREAST) }, (_, index) =>
    probes.slice(index * ABREAST, (index + 1) * ABREAST),
  );
}
