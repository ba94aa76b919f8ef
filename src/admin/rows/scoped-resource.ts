import { Resource } from '@adminjs/sql';
import type AdminJS from 'adminjs';
import type {
  ActionContext,
  BaseRecord,
  Filter,
  ResourceDecorator,
  ResourceOptions,
} from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { Row } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { amongFound, filterCondition, filteredOwners, wayOf } from '../query/filter.js';
import { compilePage, isBackwards, type FindOptions, type ListOrder } from '../query/page.js';
import type { OwnersWay } from '../query/owners.js';
import { readTogether } from '../query/read-together.js';
import { scopeCondition } from '../query/scope.js';
import { selectCount, selectEvaluation } from '../query/select.js';
import { actorOfRole } from '../request/user.js';
import type { AccessPlan } from '../tables/access.js';
import type { RecordKey } from '../keys/column-key.js';
import type { AlternateKey, PanelTable } from '../tables/panel-table.js';
import { createRow } from './create.js';
import { PanelDecorator } from './decorator.js';
import { editRow } from './edit.js';
import { findRecord, findRecords, findTitles, searchRecords, selectRecords } from './look-ups.js';
import { cannotDelete } from '../row-values/field-errors.js';
import { toMetadata } from './metadata.js';
import type { FoundRecord, PanelResource, TitledRecord } from '../records/panel-resource.js';
import { PanelRecord } from '../records/record.js';
import { titleOrder } from '../records/title-order.js';

/** Largest count that is exact: a list shows "10,000+" beyond it. */
export const COUNT_CAP = 10_000;
const LARGEST_PAGE = 500;

/**
 * One table for one role. Every call passes here, on whatever route: SELECTs name readable columns
 * only, WHERE holds the scope, and a call without an acting user of this role is refused.
 */
export class ScopedResource extends Resource implements PanelResource {
  #buildDecorator: (() => PanelDecorator) | null = null;

  constructor(
    readonly context: Context,
    readonly table: PanelTable,
    readonly access: AccessPlan,
    /** Returns the role's resource of another table, if it has one. */
    readonly resourceOf: (table: string) => ScopedResource | undefined,
    knowsTable: (table: string) => string | null,
  ) {
    super(toMetadata(table, access, context.knex, knowsTable));
  }

  /** Returns one name for all tables: AdminJS groups resources by it. */
  override databaseName(): string {
    return 'Tables';
  }

  /** Returns the type that AdminJS shows beside a resource. */
  override databaseType(): string {
    return 'SQLite';
  }

  /**
   * Sets what the resource's description for AdminJS is built from, when somebody first opens the
   * table: a schema may have hundreds, and each role its own.
   */
  decorateLater(admin: AdminJS, options: () => ResourceOptions): void {
    this.#buildDecorator = () => new PanelDecorator(this, admin, options());
  }

  /** Returns the description, without the actions of other roles. */
  override decorate(): ResourceDecorator {
    if (this._decorated) return this._decorated;
    if (!this.#buildDecorator) throw new Error(`${this.table.id} belongs to no panel`);
    this._decorated = this.#buildDecorator();
    return this._decorated;
  }

  /**
   * Reads a page of rows in the actor's scope, ordered only by columns that the role may sort by.
   */
  override async find(
    filter: Filter,
    {
      limit = LARGEST_PAGE,
      offset = 0,
      cursor = null,
      sort = {},
      columns,
      keys = [],
      ownerLimits,
    }: FindOptions,
    call?: ActionContext,
  ): Promise<PanelRecord[]> {
    const column = this.table.columns.find(({ path }) => path === sort.sortBy);
    const sortBy = column && this.access.sort.has(column.name) ? column.name : null;
    const { direction = 'asc', beginning, byTitle = false } = sort;
    const title = (byTitle && column ? titleOrder(this, column) : null) ?? undefined;
    const order: ListOrder = { sortBy, direction, beginning, title };
    const range = { limit: Math.min(limit, LARGEST_PAGE), offset, cursor };
    const { found, isLong } = wayOf(filter);
    const owners = this.#owners(filter, call, sortBy, ownerLimits);
    const rows = this.#rowsOf(filter, owners, true);
    const way = { ...range, owners, isLate: found !== undefined || isLong };
    const page = (scope: SQL) => compilePage(this.table, order, way, rows(scope));
    const records = await selectRecords(this, call, page, { names: columns, order, filter, keys });
    return isBackwards(range) ? records.reverse() : records;
  }

  /** Counts matching rows in the actor's scope, to `cap` at most. */
  override async count(filter: Filter, call?: ActionContext, cap = COUNT_CAP + 1): Promise<number> {
    const owners = this.#owners(filter, call);
    const matching = this.#rowsOf(filter, owners);
    const count = (scope: SQL) => selectCount(this.table, owners, matching(scope), cap);
    const rows = await this.readScoped(call, count, filter);
    return Number(rows[0]?.['total'] ?? 0);
  }

  /**
   * Evaluates a column in every matching row, so that no file of the list breaks off at a row that
   * fails.
   * @throws SchemaError where the column cannot be read in one of them
   */
  async evaluate(filter: Filter, name: string, call?: ActionContext): Promise<void> {
    const matching = this.#rowsOf(filter, null);
    const evaluation = (scope: SQL) => selectEvaluation(this.table, name, matching(scope));
    await this.readScoped(call, evaluation, filter);
  }

  /**
   * Builds a SELECT of the `id` of every row that the list with this filter shows, for a service.
   */
  selectIds(filter: Filter, call?: ActionContext): SQL {
    const { key, info, label } = this.table;
    if (key?.column == null) throw new Error(`the rows of ${label} have no id of their own`);
    const scope = this.scope(this.actor(call));
    return sql`SELECT ${sql.identifier(key.column)} AS id FROM ${sql.identifier(info.name)}
      WHERE ${this.#rowsOf(filter, null)(scope)}`;
  }

  /** Reads a row; null where it does not exist or is out of the actor's scope. */
  override findOne(id: string, call?: ActionContext): Promise<PanelRecord | null> {
    return findRecord(this, id, call);
  }

  /** Reads the rows of these ids that are in the actor's scope. */
  override findMany(ids: (string | number)[], call?: ActionContext): Promise<BaseRecord[]> {
    return findRecords(this, ids, call);
  }

  /**
   * Reads rows with their titles by the ids of references to them, in the actor's scope only. The
   * caller tells those apart that read alike.
   */
  titles(
    ids: readonly string[],
    call?: ActionContext,
    key: RecordKey | null = this.table.key,
  ): Promise<Map<string, TitledRecord>> {
    return findTitles(this, ids, call, key);
  }

  /** Finds rows by a part of their title or by their key, for reference inputs. */
  search(
    text: string,
    call?: ActionContext,
    by: AlternateKey | null = null,
  ): Promise<FoundRecord[]> {
    return searchRecords(this, text, call, by);
  }

  /**
   * Creates a row in the actor's scope.
   * @param params posted values by path
   * @returns the id of the new row
   * @throws ValidationError naming fields
   */
  override async create(
    params: Record<string, unknown>,
    call?: ActionContext,
  ): Promise<{ id: string }> {
    return { id: await createRow(this, this.actor(call), call, params) };
  }

  /**
   * Edits a row in the actor's scope.
   * @param params posted values by path, and those of the opened form
   * @returns the names of the changed columns
   * @throws ValidationError naming fields, also those that another user changed meanwhile
   */
  override async update(
    id: string,
    params: Record<string, unknown>,
    call?: ActionContext,
  ): Promise<{ changed: string[] }> {
    return { changed: await editRow(this, this.actor(call), call, id, params) };
  }

  /** Refuses AdminJS's own delete, which has no preview: admin/deletion deletes rows. */
  override delete(_id: string, call?: ActionContext): Promise<void> {
    this.actor(call);
    return Promise.reject(cannotDelete(this.table.label));
  }

  /** Builds a record that is not stored yet. */
  override build(params: Record<string, unknown>): BaseRecord {
    return new PanelRecord(params, this, '');
  }

  /**
   * Reads the acting user of a call.
   * @throws DomainError `forbidden` without an acting user, or for one of another role
   */
  actor(call: ActionContext | undefined): Actor {
    return actorOfRole(call, this.access.role);
  }

  /** Compiles the scope to a condition on this table. */
  scope(actor: Actor): SQL {
    return scopeCondition(this.access.rows, actor);
  }

  #rowsOf(filter: Filter, owners: OwnersWay | null, isOrdered = false): (scope: SQL) => SQL {
    const matches = filterCondition(this.context, this.table, this.access, filter, isOrdered);
    return (scope) => amongFound(filter, scope, matches, owners);
  }

  #owners(
    filter: Filter,
    call: ActionContext | undefined,
    ...order: [sortBy?: string | null, limits?: FindOptions['ownerLimits']]
  ): OwnersWay | null {
    const actor = this.actor(call);
    return filteredOwners(this.context, this.table, this.access, actor, filter, ...order);
  }

  /** Runs every read, so that no caller can leave out the scope. */
  async readScoped(
    call: ActionContext | undefined,
    query: (scope: SQL) => SQL,
    filter?: Filter,
  ): Promise<Row[]> {
    const scope = this.scope(this.actor(call));
    if (this.table.info.problem !== null) return [];
    const { database, engine } = this.context;
    const reader = wayOf(filter).isLong ? engine.longReads : database;
    return readTogether(reader, call ?? this, query(scope));
  }
}
