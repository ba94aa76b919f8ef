import { sql } from 'drizzle-orm';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import type { PanelResource } from '../records/panel-resource.js';
import type { PanelTable, Referrer } from '../tables/panel-table.js';
import type { ExactValue } from '../values/exact-value.js';
import { orderDeletes } from './order.js';
import { queryOf, readDefaults, refersToItself } from './referring.js';
import type { ReachedReference, Step } from './referring.js';
import { requireOpenRows } from './rights.js';
import { isOnlyTraced, keptSize, MOST_KEPT_BYTES, requireReadable } from './sizes.js';
import { MOST_ROWS, nameOfRow, readRows, type StoredRow } from '../stored-rows/rows.js';

/**
 * Plans a delete: follows the foreign keys from the chosen rows, level by level, as the engine does,
 * and reads every row that it would delete or change.
 * https://www.sqlite.org/foreignkeys.html#fk_actions
 */

/** Rows of one refusal that are named. */
const MOST_NAMED = 20;

/** Row that loses its reference, with the values that its columns get. */
export interface ChangedRow {
  row: StoredRow;
  after: Map<string, ExactValue>;
  /** Columns that get their default, in the place of NULL. */
  toDefault: Set<string>;
}

/** Row whose reference forbids the delete. */
export interface BlockingRow {
  row: StoredRow;
  columns: readonly string[];
}

export interface DeletionPlan {
  chosen: StoredRow[];
  /** The chosen rows of each DELETE, in their order. */
  steps: StoredRow[][];
  /** Rows that the engine deletes with the chosen ones. */
  cascaded: StoredRow[];
  changed: ChangedRow[];
  blocking: BlockingRow[];
  reached: ReachedReference[];
}

/** Lists the rows that a plan deletes. */
export function deletedRows({ chosen, cascaded }: DeletionPlan): StoredRow[] {
  return [...chosen, ...cascaded];
}

/**
 * Plans the delete of these rows.
 * @throws DomainError `not_found` for a row that is not there or not in scope; `invalid` when it
 *   reaches too many rows; `forbidden` when it reaches rows that the role may not delete or change
 */
export async function planDeletion(
  resource: PanelResource,
  actor: Actor,
  ids: readonly string[],
): Promise<DeletionPlan> {
  const { table, context } = resource;
  const wanted = [...new Set(ids)];
  const where = sql`${table.key?.whereIn(wanted) ?? sql`0`} AND ${resource.scope(actor)}`;
  const query = { table, where, limit: MOST_ROWS + 1, isWhole: true };
  await requireReadable(context.database, [query]);
  const [chosen = []] = await readRows(context.database, [query]);
  if (chosen.length < wanted.length) throw new DomainError('not_found', message('tables.gone'));
  const walk = new Walk(resource, actor, chosen);
  while (walk.hasMore()) await walk.followLevel();
  return walk.plan();
}

/** State of the walk along foreign keys. */
class Walk {
  readonly #resource: PanelResource;
  readonly #actor: Actor;
  readonly #chosen: StoredRow[];
  readonly #deleted = new Map<string, StoredRow>();
  readonly #changed = new Map<string, ChangedRow>();
  readonly #blocking = new Map<string, BlockingRow>();
  /** Rows that forbid the delete unless it reaches them too. */
  readonly #waiting: BlockingRow[] = [];
  /** Chosen rows that refer to chosen ones by RESTRICT: an order of deletes may do it. */
  readonly #restricting = new Map<string, BlockingRow>();
  readonly #reached = new Map<string, ReachedReference>();
  #level: StoredRow[];
  #bytes = 0;

  constructor(resource: PanelResource, actor: Actor, chosen: StoredRow[]) {
    this.#resource = resource;
    this.#actor = actor;
    this.#chosen = chosen;
    this.#level = chosen;
    for (const row of chosen) this.#delete(row);
  }

  hasMore(): boolean {
    return this.#level.length > 0;
  }

  plan(): DeletionPlan {
    for (const waiting of this.#waiting) {
      const name = nameOfRow(waiting.row);
      if (!this.#deleted.has(name)) this.#blocking.set(name, waiting);
    }
    const chosen = new Set(this.#chosen.map(nameOfRow));
    const { steps, circles } = orderDeletes(this.#chosen);
    for (const name of circles.map(nameOfRow)) {
      const restricting = this.#restricting.get(name);
      if (restricting) this.#blocking.set(name, restricting);
    }
    return {
      chosen: this.#chosen,
      steps,
      cascaded: [...this.#deleted].flatMap(([name, row]) => (chosen.has(name) ? [] : [row])),
      changed: [...this.#changed].flatMap(([name, row]) => (this.#deleted.has(name) ? [] : [row])),
      blocking: [...this.#blocking.values()],
      reached: [...this.#reached.values()],
    };
  }

  /** Reads the rows that refer to those of the level; the deleted ones are the next level. */
  async followLevel(): Promise<void> {
    const level = this.#level;
    this.#level = [];
    const tables = new Set(level.map(({ table }) => table));
    const steps = [...tables].flatMap((target) => {
      const parents = level.filter(({ table }) => table === target);
      return target.referrers.map((referrer) => ({ referrer, target, parents }));
    });
    const { database } = this.#resource.context;
    const queries = steps.map((step) => queryOf(step));
    await requireReadable(database, queries);
    const found = await readRows(database, queries);
    for (const [index, step] of steps.entries()) await this.#take(step, found[index] ?? []);
  }

  async #take({ referrer, target, parents }: Step, rows: readonly StoredRow[]): Promise<void> {
    const { onDelete, columns } = referrer.foreignKey;
    if (rows.length === 0) return;
    if (onDelete === 'no action') {
      this.#waiting.push(...rows.map((row) => ({ row, columns })));
      return;
    }
    if (onDelete === 'restrict') {
      // A row that refers to itself is gone before the engine looks for such rows.
      const own = new Set(parents.filter((row) => refersToItself(row, referrer)).map(nameOfRow));
      const chosen = new Set(this.#chosen.map(nameOfRow));
      const areChosen = parents.every((row) => chosen.has(nameOfRow(row)));
      for (const row of rows.filter((one) => !own.has(nameOfRow(one)))) {
        const name = nameOfRow(row);
        const rowsOf = areChosen && chosen.has(name) ? this.#restricting : this.#blocking;
        rowsOf.set(name, { row, columns });
      }
      return;
    }
    const names = onDelete === 'cascade' ? null : columns;
    await requireOpenRows(this.#resource, this.#actor, referrer.table, rows, names);
    this.#reach(referrer, target, rows);
    if (onDelete === 'cascade') {
      this.#level.push(...rows.filter((row) => this.#delete(row)));
      return;
    }
    const after =
      onDelete === 'set null'
        ? null
        : await readDefaults(this.#resource.context.database, referrer.table, columns);
    for (const row of rows) this.#change(row, columns, after);
    await this.#requireUnreferred(referrer.table, rows, columns);
  }

  #reach(referrer: Referrer, target: PanelTable, rows: readonly StoredRow[]): void {
    const name = `${referrer.table.info.name}\0${target.info.name}\0${referrer.foreignKey.columns.join('\0')}`;
    const known = this.#reached.get(name) ?? { referrer, target, rows: new Set<string>() };
    this.#reached.set(name, known);
    for (const row of rows) known.rows.add(nameOfRow(row));
  }

  /** Returns false for a row that was reached before. */
  #delete(row: StoredRow): boolean {
    const name = nameOfRow(row);
    if (this.#deleted.has(name)) return false;
    this.#deleted.set(name, row);
    this.#count(row);
    return true;
  }

  #change(
    row: StoredRow,
    columns: readonly string[],
    defaults: ReadonlyMap<string, ExactValue> | null,
  ): void {
    const name = nameOfRow(row);
    const known = this.#changed.get(name);
    const change = known ?? { row, after: new Map(), toDefault: new Set<string>() };
    if (!known) this.#count(row);
    this.#changed.set(name, change);
    for (const column of columns) {
      change.after.set(column, defaults?.get(column) ?? null);
      if (defaults !== null) change.toDefault.add(column);
    }
  }

  #count({ values }: StoredRow): void {
    for (const value of values.values()) {
      if (!isOnlyTraced(value)) this.#bytes += keptSize(value);
    }
    if (this.#deleted.size + this.#changed.size > MOST_ROWS) {
      throw new DomainError('invalid', message('deletion.too_many', { most: MOST_ROWS }), {
        hint: message('deletion.delete_before'),
      });
    }
    if (this.#bytes > MOST_KEPT_BYTES) {
      throw new DomainError('invalid', message('deletion.too_large'), {
        hint: message('deletion.delete_before'),
      });
    }
  }

  /** Refuses a change of columns that other rows refer to: its effects are those of an update. */
  async #requireUnreferred(
    table: PanelTable,
    rows: readonly StoredRow[],
    columns: readonly string[],
  ): Promise<void> {
    const keys = table.referrers.filter(({ foreignKey: { references } }) =>
      references?.some((name) => columns.includes(name)),
    );
    const queries = keys.map((referrer) => ({
      ...queryOf({ referrer, target: table, parents: rows }),
      limit: MOST_NAMED,
      isWhole: false,
    }));
    if (queries.length === 0) return;
    const found = await readRows(this.#resource.context.database, queries);
    for (const [index, { foreignKey }] of keys.entries()) {
      for (const row of found[index] ?? []) {
        this.#blocking.set(nameOfRow(row), { row, columns: foreignKey.columns });
      }
    }
  }
}
