import { ConstraintError, GuardError, SchemaError } from '../../db/errors.js';
import type { Row } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import type { RefusedLine } from '../../domain/decision.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import {
  hashRequest,
  runOperation,
  type DoneLine,
  type OperationPlan,
  type OperationResult,
} from '../../services/operations/run.js';
import { sumNeeds, type StepUpNeed } from '../../services/step-up/need.js';
import type { ImportMode } from '../contract/import.js';
import {
  afterOwnWork,
  freePlaces,
  keepRefusals,
  REFUSAL_LIMIT,
  takePlaces,
} from '../../services/value-refusals.js';
import { singularOf } from '../names/words.js';
import { needOfValues, type ValueChange } from '../row-values/step-up.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { importAllowance } from './allowance.js';
import { COUNTED, type WrittenChunks } from './chunks.js';
import { readsOf, type Effect } from './decide.js';
import type { ImportRow, RowSource } from './rows.js';
import { findRefused, RefusalBudget, type Trials } from './trial.js';
import { importWrites } from './writes.js';

/**
 * Writes rows by the chunk: each chunk is one operation, so that it takes effect once, whatever is
 * repeated.
 */

export interface ImportOrder {
  operationId: string;
  /** Hashes of the stored rows that the check saw; null where rows are added only. */
  seen: Buffer | null;
  trials: Trials;
  /** Chunks that earlier requests with the same id have written. */
  written: WrittenChunks;
}

/** Attempts in which rows that the database refuses are found and left out. */
const ATTEMPTS = 3;

/**
 * Imports chunks of rows in one batch, as one operation. Rows that the database refuses are found
 * and refused; the others are written.
 * @throws DomainError `invalid` with `all` when a row is wrong; `conflict` when the id was used for
 *   another file
 */
export async function importUnit(
  source: RowSource,
  actor: Actor,
  chunks: readonly ImportRow[][],
  order: ImportOrder & { mode: ImportMode },
  index: number,
): Promise<OperationResult> {
  const id = `${order.operationId}.${index}`;
  const { resource } = source;
  const run = async (budget: RefusalBudget | null) => {
    const unit = new Unit(source, actor, chunks, { ...order, budget }, id);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await unit.run();
      } catch (error) {
        const isRefusal = error instanceof ConstraintError || error instanceof GuardError || error instanceof SchemaError; // prettier-ignore
        if (!isRefusal || attempt === ATTEMPTS || !(await unit.refuseFound())) throw error;
      }
    }
  };
  return resource.access.rows === 'all' ? run(null) : withBudget(resource, actor, run);
}

/**
 * Runs the writes of a role that sees some rows only: values that hidden rows have are counted.
 * @throws DomainError `throttled` when the login has had too many refused
 */
async function withBudget(
  { context, table }: ScopedResource,
  actor: Actor,
  run: (budget: RefusalBudget) => Promise<OperationResult>,
): Promise<OperationResult> {
  return afterOwnWork(actor, async () => {
    const places = await takePlaces(context, actor, REFUSAL_LIMIT.most);
    const budget = new RefusalBudget(places.ids.length, table.info.name);
    try {
      return await run(budget);
    } catch (error) {
      if (!(error instanceof ConstraintError) || error.kind !== 'unique') throw error;
      // Another writer took the value between the search for refused rows and the write.
      budget.add(error);
      const { said, table: name, columns, constraint } = error;
      throw new ConstraintError('hidden', said, name, columns, constraint);
    } finally {
      if (budget.refused.length === 0) await freePlaces(context, places);
      else await keepRefusals(context, actor, places, budget.refused.slice(0, budget.most));
    }
  });
}

/** Builds the refusal of an import of all rows that has wrong ones. */
export function wrongRows(
  rows: number,
  { line, problem }: { line: string | number; problem: Message },
): DomainError {
  return new DomainError('invalid', message('files.wrong_rows', { rows }), {
    field: 'mode',
    hint: message('files.first_wrong', { line, reason: problem }),
  });
}

type UnitOrder = ImportOrder & { mode: ImportMode; budget: RefusalBudget | null };

class Unit {
  readonly #source: RowSource;
  readonly #actor: Actor;
  readonly #chunks: readonly ImportRow[][];
  readonly #order: UnitOrder;
  readonly #id: string;
  /** Problems by line that the database has with rows. */
  readonly #refused = new Map<number, Message>();
  /** The effects of the latest plan. */
  #planned: Effect[] = [];

  constructor(
    source: RowSource,
    actor: Actor,
    chunks: readonly ImportRow[][],
    order: UnitOrder,
    id: string,
  ) {
    this.#source = source;
    this.#actor = actor;
    this.#chunks = chunks;
    this.#order = order;
    this.#id = id;
  }

  run(): Promise<OperationResult> {
    const { resource, mapping, way, key } = this.#source;
    const reads = this.#chunks.map((chunk) => readsOf(this.#source, this.#actor, chunk));
    const rows = this.#chunks.flat();
    const allowance = importAllowance(resource, this.#actor);
    return runOperation(resource.context, this.#actor, {
      id: this.#id,
      kind: `${singularOf(resource.table.info.name)}.import`,
      request: {
        mode: this.#order.mode,
        mapping,
        rows: hashRequest({ rows: rows.map(({ line, cells }) => [line, ...cells]) }),
        ...(way === 'add' ? {} : { way, key: key?.id }),
      },
      read: [...allowance.reads, ...reads.flatMap(({ queries }) => queries)],
      plan: (results: readonly Row[][]) => {
        let next = allowance.reads.length;
        const take = allowance.start(results[0] ?? []);
        const parts = reads.map(({ queries, decide }) => {
          const own = results.slice(next, next + queries.length);
          next += queries.length;
          const decided = decide(own, this.#order.seen);
          const known = decided.map((effect) => this.#withRefusal(effect));
          return allowance.apply(known, take);
        });
        const plan = this.#plan(parts);
        return { ...plan, writes: [...plan.writes, ...allowance.guards(parts.flat())] };
      },
    });
  }

  /** Finds rows that the database refuses; false where there are none. */
  async refuseFound(): Promise<boolean> {
    const { resource } = this.#source;
    const { trials, budget } = this.#order;
    const found = await findRefused(resource, this.#actor, this.#planned, { trials, budget });
    for (const [line, problem] of found) this.#refused.set(line, problem);
    return found.size > 0;
  }

  #withRefusal(effect: Effect): Effect {
    const problem = this.#refused.get(effect.row.line);
    return problem === undefined ? effect : { kind: 'refused', row: effect.row, problem };
  }

  #plan(parts: readonly Effect[][]): OperationPlan {
    const effects = parts.flat();
    this.#planned = effects;
    const refused = effects.flatMap((effect): RefusedLine[] => {
      if (effect.kind !== 'refused') return [];
      const { line } = effect.row;
      return [{ id: String(line), label: message('files.line', { line }), reason: effect.problem }];
    });
    const [first] = refused;
    if (first && this.#order.mode === 'all') {
      throw wrongRows(refused.length, { line: first.id, problem: first.reason });
    }
    return {
      outcome: { done: this.#doneLines(effects), refused },
      needs: this.#need(effects),
      writes: parts.flatMap((part) =>
        importWrites(this.#source.resource, this.#actor, this.#id, part),
      ),
    };
  }

  #need(effects: readonly Effect[]): StepUpNeed {
    const { declaration } = this.#source.resource.table;
    const changed = effects.filter(({ kind }) => kind === 'add' || kind === 'change');
    const needs = changed.flatMap((effect) => needOfValues(declaration, valuesOf(effect)));
    return sumNeeds([{ rows: changed.length }, ...needs]);
  }

  /** Counts what was done; a count of 0 stands for the first one alone. */
  #doneLines(effects: readonly Effect[]): DoneLine[] {
    const count = (wanted: Effect['kind']) =>
      effects.reduce((sum, { kind }) => sum + (kind === wanted ? 1 : 0), 0);
    const line = (text: Message): DoneLine => ({
      id: this.#id,
      label: message('files.import'),
      text,
    });
    const [changed, unchanged] = [count('change'), count('same')];
    return [
      line(message(COUNTED.added, { rows: count('add') })),
      ...(changed === 0 ? [] : [line(message(COUNTED.changed, { rows: changed }))]),
      ...(unchanged === 0 ? [] : [line(message(COUNTED.unchanged, { rows: unchanged }))]),
    ];
  }
}

function valuesOf(effect: Effect): ValueChange[] {
  switch (effect.kind) {
    case 'add':
      return Object.entries(effect.values).map(([column, value]) => [column, undefined, value]);
    case 'change':
      return effect.changes.map(({ column, before, after }) => [column.name, before, after]);
    case 'same':
    case 'refused':
      return [];
  }
}
