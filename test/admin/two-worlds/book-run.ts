import type { ResourceDeclaration } from '../../../src/admin/declaration/resource.js';
import type { Actor } from '../../../src/domain/actor.js';
import type { TestEngine } from '../../helpers/engines/engines.js';
import { pageProbes, readingProbes } from '../access-matrix/probes.js';
import { foreignProbes, forgedProbes, refusedProbes } from '../access-matrix/writes.js';
import { openPair, signInToBoth } from './pair.js';
import { pageRequests, readingRequests } from './reading-requests.js';
import { readRowsOfBoth } from './rows-of-both.js';
import { sample } from './sample.js';
import { openBookWorlds } from './tenants.js';
import type { Pair, PairedWorld } from './types.js';
import { Writer } from './writing-requests.js';

/** Sends every request of the matrix, and those of this folder, to two books. */

export interface BookRun {
  persona: 'agent' | 'customer';
  declarations: readonly ResourceDeclaration[];
  /** Makes a world leak. */
  plant?: (world: PairedWorld) => Promise<void>;
  /** Part of the addresses of the only requests that are sent; all of them unless given. */
  about?: string;
  /** Enough to know that there is a difference. */
  stopAtFirst?: boolean;
  /** Sends each n-th of the requests that change nothing; all of them unless given. */
  each?: number;
}

/** Compares the answers to one persona, in worlds that nobody has written to. */
export async function compareBooks(engine: TestEngine, run: BookRun): Promise<Pair> {
  const { books, personas, addedTable } = await openBookWorlds(engine);
  const pair = await openPair(books, run.declarations);
  for (const world of pair.worlds) await run.plant?.(world);
  await compareFor(pair, personas[run.persona], addedTable, run);
  return pair;
}

async function compareFor(
  pair: Pair,
  actor: Actor,
  addedTable: string,
  { about = '', stopAtFirst = false, each = 1 }: BookRun,
): Promise<void> {
  const person = await signInToBoth(pair, actor.username, actor.role === 'agent' ? 'en' : 'es');
  const all = await readRowsOfBoth(pair, actor, addedTable);
  const [{ book, server }] = pair.worlds;
  const world = { ...book, personas: {} as never, addedTable };
  const { visible, rows } = all;
  // A request about a table that the caller must not know is refused before the engine is asked.
  const targets = all.targets.filter((target) => target.visible !== null || actor.role === 'agent');
  const of = (table: string) => visible.get(table) ?? new Set<string>();
  const probes = [
    ...readingRequests(all),
    ...pageRequests(all),
    ...pageProbes(server.panels, actor.role),
    ...targets.flatMap((target) => readingProbes(target, target.visible)),
    ...targets.flatMap((target) => refusedProbes(target, target.visible)),
    ...targets.flatMap((target) => foreignProbes(target, of(target.table), world)),
  ];
  const asked = probes.filter(({ path }) => path.includes(about));
  for (const probe of sample(asked, each)) {
    await person.ask(probe);
    if (stopAtFirst && pair.differences.length > 0) return;
  }
  const forged = targets.flatMap((target) => forgedProbes(target, visible, rows, world));
  for (const probe of forged) await person.ask(probe);
  await new Writer(person, all).write();
}
