import { Resource } from '@adminjs/sql';
import { Filter, type ActionContext, type BaseRecord, type ResourceOptions } from 'adminjs';
import type AdminJS from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../context.js';
import { inList } from '../db/batch.js';
import type { SqlValue } from '../db/types.js';
import type { Actor } from '../domain/actor.js';
import { DomainError } from '../errors.js';
import { decryptColumn } from '../services/encryption-columns.js';
import type { AccessPlan } from './access.js';
import type { PanelColumn, PanelTable } from './columns.js';
import { compileConditions, containsText, readFilters, type Condition } from './filters.js';
import { compileOrder } from './list-query.js';
import { KEY_PATH, toMetadata } from './metadata.js';
import { actorOf } from './panel-user.js';
import { PanelDecorator } from './panel-decorator.js';
import { PanelRecord } from './panel-record.js';
import { readTogether, type Row } from './read-together.js';
import { createRow } from './row-create.js';
import { editRow } from './row-edit.js';
import { scopeCondition } from './row-scope.js';
import { presentValue } from './values.js';

/** A list says "10,000+" beyond this: an exact count of a large table costs more than its page. */
export const COUNT_CAP = 10_000;
const LARGEST_LOOKUP = 1_000;
const SEARCH_LIMIT = 50;

/** A filter that was read and checked already. */
export class PanelFilter extends Filter {
  constructor(
    resource: ScopedResource,
    readonly conditions: readonly Condition[],
    /** Looked for in all columns that the role may search. */
    readonly text: string | null = null,
  ) {
    super({}, resource);
  }
}

export interface FindOptions {
  limit?: number;
  offset?: number;
  sort?: { sortBy?: string; direction?: 'asc' | 'desc' };
  /** Names of columns; all readable ones unless given. */
  columns?: readonly string[];
}

/**
 * One table for one role. Every call passes here, whatever route it came by: SELECTs name readable
 * columns only, WHERE holds the scope, and without an acting user of this role nothing is done.
 */
export class ScopedResource extends Resource {
  constructor(
    readonly context: Context,
    readonly table: PanelTable,
    readonly access: AccessPlan,
    /** The role's resource of another table, if it has one. */
    readonly resourceOf: (table: string) => ScopedResource | undefined,
    knowsTable: (table: string) => string | null,
  ) {
    super(toMetadata(table, access, context.knex, knowsTable));
  }

  override databaseName(): string {
    return 'Tables';
  }

  override databaseType(): string {
    return 'SQLite';
  }

  override assignDecorator(admin: AdminJS, options?: ResourceOptions): void {
    this._decorated = new PanelDecorator(this, admin, options ?? {});
  }

  override async find(
    filter: Filter,
    options: FindOptions,
    context?: ActionContext,
  ): Promise<BaseRecord[]> {
    const { limit = 0, offset = 0, sort = {} } = options;
    const column = this.table.columns.find(({ path }) => path === sort.sortBy);
    const sortBy = column && this.access.sort.has(column.name) ? column.name : null;
    const order = compileOrder(this.table, { sortBy, direction: sort.direction ?? 'asc' });
    const rows = await this.#select(
      context,
      this.#readable(options.columns),
      sql`${this.#where(filter)}${order} LIMIT ${Math.min(limit || 500, 500)} OFFSET ${offset}`,
    );
    return rows.map((row) => this.#toRecord(row));
  }

  /** At most COUNT_CAP + 1. */
  override async count(filter: Filter, context?: ActionContext): Promise<number> {
    const rows = await this.#read(
      context,
      (scope) => sql`SELECT count(*) AS total FROM
        (SELECT 1 FROM ${this.#name()} WHERE ${scope} AND ${this.#where(filter)} LIMIT ${COUNT_CAP + 1})`,
    );
    return Number(rows[0]?.['total'] ?? 0);
  }

  override async findOne(id: string, context?: ActionContext): Promise<BaseRecord | null> {
    const where = this.table.key?.where(id) ?? null;
    if (where === null) {
      this.actor(context);
      return null;
    }
    const [row] = await this.#select(context, this.#readable(), sql`${where} LIMIT 1`);
    return row ? this.#toRecord(row) : null;
  }

  override async findMany(
    ids: (string | number)[],
    context?: ActionContext,
  ): Promise<BaseRecord[]> {
    const { key } = this.table;
    if (!key) return [];
    const wanted = ids.slice(0, LARGEST_LOOKUP).map(String);
    const rows = await this.#select(
      context,
      this.#readable(),
      sql`${key.whereIn(wanted)} LIMIT ${LARGEST_LOOKUP}`,
    );
    return rows.map((row) => this.#toRecord(row));
  }

  /** Titles of the rows that hold these key values, by value; only those in the actor's scope. */
  async titles(values: readonly SqlValue[], context?: ActionContext): Promise<Map<string, string>> {
    const { key, title } = this.table;
    if (!key?.column) return new Map();
    const distinct = [...new Set(values)].filter(
      (value) => typeof value === 'string' || typeof value === 'number',
    );
    const rows = await this.#select(
      context,
      this.#readable(title),
      sql`${sql.identifier(key.column)} IN ${inList(distinct)} LIMIT ${LARGEST_LOOKUP}`,
    );
    return new Map(
      rows.map((row) => {
        const record = this.#toRecord(row);
        return [String(row['__key0']), record.title()];
      }),
    );
  }

  /** For reference inputs: rows whose searched columns hold the text, with their titles only. */
  async search(text: string, context?: ActionContext): Promise<BaseRecord[]> {
    if (this.access.search.size === 0) return [];
    const [first] = this.table.title;
    const column = this.table.columns.find(({ name }) => name === first);
    return this.find(
      new PanelFilter(this, [], text.slice(0, 200)),
      {
        limit: SEARCH_LIMIT,
        columns: this.table.title,
        ...(column ? { sort: { sortBy: column.path, direction: 'asc' as const } } : {}),
      },
      context,
    );
  }

  /**
   * @param params what the form posted, by path
   * @returns the id of the new row
   * @throws ValidationError naming fields
   */
  override async create(
    params: Record<string, unknown>,
    context?: ActionContext,
  ): Promise<{ id: string }> {
    return { id: await createRow(this, this.actor(context), context, params) };
  }

  /** @throws ValidationError naming fields, also those that somebody else changed meanwhile */
  override async update(
    id: string,
    params: Record<string, unknown>,
    context?: ActionContext,
  ): Promise<{ changed: string[] }> {
    return { changed: await editRow(this, this.actor(context), context, id, params) };
  }

  /** Rows are never deleted from a panel: they carry money and history. */
  override delete(_id: string, context?: ActionContext): Promise<void> {
    this.actor(context);
    const { label } = this.table;
    return Promise.reject(
      new DomainError('forbidden', `${label} are not deleted here`, { hint: 'deactivate instead' }),
    );
  }

  override build(params: Record<string, unknown>): BaseRecord {
    return new PanelRecord(params, this, '');
  }

  /** @throws DomainError `forbidden` without an acting user, or for one of another role */
  actor(context: ActionContext | undefined): Actor {
    const actor = actorOf(context);
    if (actor.role !== this.access.role) {
      throw new DomainError('forbidden', `this panel is not open to ${actor.role} logins`);
    }
    return actor;
  }

  /** Whose rows: a condition on this table. */
  scope(actor: Actor): SQL {
    return scopeCondition(this.access.rows, actor);
  }

  titleOf(params: Record<string, unknown>, key: string): string {
    const parts = this.table.title.flatMap((name) => {
      const column = this.table.columns.find((candidate) => candidate.name === name);
      const value: unknown = column && params[column.path];
      return value === null || value === undefined || value === '' ? [] : [String(value)];
    });
    return parts.join(' · ') || key;
  }

  /** Conditions of a filter; those on columns that are not open to the role are left out. */
  #where(filter: Filter): SQL {
    const conditions =
      filter instanceof PanelFilter ? filter.conditions : this.#fromAdminFilter(filter);
    const open = conditions.filter(({ column }) => this.access.filter.has(column));
    const parts = [sql`1`, ...compileConditions(open)];
    if (filter instanceof PanelFilter && filter.text) {
      const { text } = filter;
      const searched = [...this.access.search].map((name) => containsText(name, text));
      parts.push(searched.length === 0 ? sql`0` : sql`(${sql.join(searched, sql` OR `)})`);
    }
    return sql.join(parts, sql` AND `);
  }

  #fromAdminFilter({ filters }: Filter): Condition[] {
    const query = Object.fromEntries(
      Object.entries(filters).flatMap(([path, { value }]) =>
        typeof value === 'object'
          ? Object.entries(value).map(([end, text]) => [`filters.${path}~~${end}`, text])
          : [[`filters.${path}`, value]],
      ),
    ) as Record<string, unknown>;
    return readFilters(this.context, query, this.table, this.access).conditions;
  }

  #readable(names?: readonly string[]): PanelColumn[] {
    return this.table.columns.filter(
      ({ name }) => this.access.read.has(name) && (names?.includes(name) ?? true),
    );
  }

  #select(
    context: ActionContext | undefined,
    columns: readonly PanelColumn[],
    tail: SQL,
  ): Promise<Row[]> {
    const selected = [
      ...(this.table.key?.columns ?? []).map(
        ({ expression, alias }) => sql`${expression} AS ${sql.identifier(alias)}`,
      ),
      ...columns.map(({ name, path, kind }) => {
        const column = sql.identifier(name);
        return kind === 'blob'
          ? sql`length(${column}) AS ${sql.identifier(path)}`
          : sql`${column} AS ${sql.identifier(path)}`;
      }),
    ];
    const list = selected.length === 0 ? sql`1 AS nothing` : sql.join(selected, sql`, `);
    return this.#read(
      context,
      (scope) => sql`SELECT ${list} FROM ${this.#name()} WHERE ${scope} AND ${tail}`,
    );
  }

  /** Every read: the scope is not something that a caller could leave out. */
  async #read(context: ActionContext | undefined, statement: (scope: SQL) => SQL): Promise<Row[]> {
    const scope = this.scope(this.actor(context));
    return readTogether(this.context.database, context ?? this, statement(scope));
  }

  #toRecord(row: Row): BaseRecord {
    const params: Record<string, unknown> = {};
    for (const column of this.table.columns) {
      const value = row[column.path];
      if (value === undefined) continue;
      const plain =
        column.encrypted && typeof value === 'string'
          ? decryptColumn(this.context, this.table.info.name, column.name, value)
          : value;
      params[column.path] = presentValue(column, plain);
    }
    const key = this.table.key?.encode(row) ?? '';
    if (this.table.key?.column) {
      const keyColumn = this.table.columns.find(({ name }) => name === this.table.key?.column);
      if (keyColumn && !(keyColumn.path in params)) params[keyColumn.path] = key;
    } else {
      params[KEY_PATH] = key;
    }
    return new PanelRecord(params, this, key);
  }

  #name(): SQL {
    return sql`${sql.identifier(this.table.info.name)}`;
  }
}
