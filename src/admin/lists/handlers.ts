import type { ActionContext, BaseRecord } from 'adminjs';
import { message, type Message } from '../../messages/message.js';
import { inSeries } from '../../messages/series.js';
import type { PanelFilter } from '../query/filter.js';
import { parseFilters } from '../query/parse-filters.js';
import { BY_TITLE, readListQuery } from '../query/order.js';
import { readCursor, pageCursors } from '../query/page.js';
import type { ListReply } from '../contract/list.js';
import { titleOnly } from '../contract/titled-record.js';
import { listAddress } from '../request/addresses.js';
import { notice } from '../request/notice.js';
import { languageOfCall } from '../request/user.js';
import type { Handler } from '../rows/handlers.js';
import { type ScopedResource, COUNT_CAP } from '../rows/scoped-resource.js';
import { populateTitles } from '../records/titles.js';
import { toPlain } from '../values/exact-value.js';
import { pathsOf, type AlternateKey, type PanelTable } from '../tables/panel-table.js';
import { problemOf } from '../tables/problem.js';
import { inTime } from './in-time.js';
import { readableCount, readablePage } from './readable-page.js';
import { planSearch } from './search.js';
import { inSearchShare } from './search-share.js';
import { asLong, boundTitleOrder } from './title-order.js';
import { readTotals } from './totals.js';
import { readListSetting } from './views.js';

/** Replaces AdminJS's own handlers of list and search, which answer a wrong filter with a 500. */

/** Builds the handler of a list: a page of rows with its count; with `totals`, the sums instead. */
export function listHandler(resource: ScopedResource): Handler {
  const { table, access } = resource;
  const columns = listedColumns(resource);
  return async (request, _response, call) => {
    const query = request.query ?? {};
    const filters = parseFilters(resource.context, query, table, access);
    const { page, perPage, ...asked } = readListQuery(query, table, access);
    const { sortBy, direction } = asked;
    const sortPath = table.columns.find(({ name }) => name === sortBy)?.path;
    const cursor =
      page === 1 || asked.byTitle ? null : readCursor(table, { sortBy, direction }, query);
    const offset = cursor === null ? (page - 1) * perPage : 0;
    const order = { sortBy, offset, call };
    const { filter, notice: searched } = await planSearch(resource, filters.conditions, order);
    if (query['totals'] === '1') {
      const totals = await readSharedTotals(resource, filter, { sortBy, direction }, call);
      return { ...totals, ...(searched ? { notice: notice(searched, 'info') } : {}) };
    }
    const { byTitle, problems } = await boundTitleOrder(resource, asked, filter, call);
    const sort = { direction, byTitle, ...(sortPath === undefined ? {} : { sortBy: sortPath }) };
    const readBy = byTitle ? asLong(resource, filter) : filter;
    const find = (names: readonly string[]) =>
      resource.find(readBy, { limit: perPage, offset, cursor, sort, columns: names }, call);
    const read = (names: readonly string[]) => readablePage(table, names, find);
    const readAll = () =>
      inTime(
        Promise.all([
          read(columns),
          readableCount(resource.count(filter, call)),
          readListSetting(resource, query, call),
        ]),
      );
    const [found, counted, setting] = await inSearchShare(resource.context, readBy, readAll);
    // A user with other columns waits for a second read; nobody else pays for the choice.
    const isComplete = setting.columns.every((name) => columns.includes(name));
    const {
      records,
      unread,
      problems: unreadable,
    } = isComplete ? found : await inTime(read([...new Set([...columns, ...setting.columns])]));
    await populateTitles(resource, records, call);
    const total = counted.total ?? offset + records.length;
    const ignored = [
      ...unshownProblem(table),
      ...(unreadable.length > 0 ? unreadable : counted.problems),
      ...filters.problems,
      ...problems,
      ...setting.problems,
      ...(searched === null ? [] : [searched]),
    ];
    return {
      meta: {
        total: Math.min(total, COUNT_CAP),
        isCapped: total > COUNT_CAP || (counted.total === null && records.length === perPage),
        perPage,
        page,
        direction,
        sortBy: byTitle && sortPath !== undefined ? sortPath + BY_TITLE : sortPath,
        ...pageCursors({ sortBy, direction }, records),
      },
      records: records.map((record) => record.toListed(call.currentAdmin)),
      ...withoutColumns(table, setting.reply, unread),
      ...linksOf(resource),
      ...(ignored.length > 0 ? { notice: notice(inSeries(ignored), 'info') } : {}),
    };
  };
}

/** Reads the totals, which add up many rows, with a place of the login's searches. */
function readSharedTotals(
  resource: ScopedResource,
  filter: PanelFilter,
  order: Parameters<typeof readTotals>[2],
  call: ActionContext,
): ReturnType<typeof readTotals> {
  return inSearchShare(resource.context, asLong(resource, filter), () =>
    readTotals(resource, filter, order, call),
  );
}

/** Columns that every page of the list reads. */
function listedColumns(resource: ScopedResource): string[] {
  const { table, access } = resource;
  const names = new Set([...table.list, ...table.title, ...columnsOfActions(resource)]);
  return [...names].filter((name) => access.read.has(name));
}

/** Builds the handler of the search in a reference input. */
export function searchHandler(resource: ScopedResource): Handler {
  return async (request, _response, call) => {
    const by = alternateOf(resource, request.query?.['searchProperty']);
    const id: unknown = request.query?.['id'];
    if (typeof id === 'string') {
      const found = [...(await resource.titles([id], call, by?.key))];
      return {
        records: found.map(([name, row]) => titleOnly(name, row.titleIn(languageOfCall(call)))),
      };
    }
    const records = await resource.search(request.params.query ?? '', call, by);
    const language = languageOfCall(call);
    return {
      records: records.map((record) => ({
        ...titleOnly(
          (by === null ? null : record.ids.get(by.key)) ?? record.id(),
          record.titleIn(language),
        ),
        ...(by === null ? {} : { params: valuesAt(resource, record, by.paths) }),
      })),
    };
  };
}

/** Finds the columns that a reference input asks for, where they are not the key. */
function alternateOf({ table }: ScopedResource, asked: unknown): AlternateKey | null {
  if (typeof asked !== 'string') return null;
  const { key, alternates } = table;
  const own = key === null ? [] : [{ key, paths: pathsOf(table, key.names) }];
  return [...own, ...alternates].find(({ paths }) => paths.join() === asked) ?? null;
}

/** Returns the values of a row's columns as the columns that refer to them have them. */
function valuesAt(
  { table }: ScopedResource,
  { params }: BaseRecord,
  paths: readonly string[],
): Record<string, unknown> {
  const valueAt = (path: string): unknown => {
    const key = table.columns.find((column) => column.path === path)?.referencedKey;
    const value: unknown = params[path];
    return key && typeof value === 'string' ? toPlain(key.valueOf(value)) : value;
  };
  return Object.fromEntries(paths.map((path) => [path, valueAt(path)]));
}

/** Links the tables of a virtual table's module, which the menu lacks, and back. */
function linksOf({ table, resourceOf }: ScopedResource): Pick<ListReply<Message>, 'tables'> {
  const names = table.info.parent === null ? table.info.parts : [table.info.parent];
  const tables = names.flatMap((name) => {
    const other = resourceOf(name);
    if (!other?.access.actions.has('list')) return [];
    return [
      { href: listAddress(other.id()), title: message('title', { title: other.table.label }) },
    ];
  });
  return tables.length === 0 ? {} : { tables };
}

/** Leaves columns out of the shown ones: an empty cell would pass for an empty value. */
function withoutColumns(
  table: PanelTable,
  reply: ListReply<Message>,
  names: readonly string[],
): ListReply<Message> {
  const paths = pathsOf(table, names);
  return { ...reply, columns: reply.columns.filter((path) => !paths.includes(path)) };
}

/** Columns that decide which actions a row has. */
function columnsOfActions({ table }: ScopedResource): string[] {
  return Object.values(table.declaration?.actions ?? {}).flatMap(({ when }) =>
    Object.keys(when ?? {}),
  );
}

/** Says why a table shows no rows; nothing for a table that can be shown. */
export function unshownProblem({ info }: PanelTable): Message[] {
  const problem = problemOf(info);
  return problem === null ? [] : [message('tables.not_shown', { problem })];
}
