import { message, type Message } from '../../messages/message.js';
import { inSeries } from '../../messages/series.js';
import { parseFilters } from '../query/parse-filters.js';
import { readListQuery } from '../query/order.js';
import { readCursor, pageCursors } from '../query/page.js';
import { notice } from '../request/notice.js';
import { languageOfCall } from '../request/user.js';
import type { Handler } from '../rows/handlers.js';
import { titleOnly } from '../rows/record.js';
import { type ScopedResource, COUNT_CAP } from '../rows/scoped-resource.js';
import { populateTitles } from '../rows/titles.js';
import type { PanelTable } from '../tables/panel-table.js';
import { planSearch } from './search.js';
import { readTotals } from './totals.js';
import { readListSetting } from './views.js';

/** Replaces AdminJS's own handlers of list and search, which answer a wrong filter with a 500. */

/** Builds the handler of a list: a page of rows with its count; with `totals`, the sums instead. */
export function listHandler(resource: ScopedResource): Handler {
  const { table, access } = resource;
  const columns = [
    ...new Set([...table.list, ...table.title, ...columnsOfActions(resource)]),
  ].filter((name) => access.read.has(name));
  return async (request, _response, call) => {
    const query = request.query ?? {};
    const filters = parseFilters(resource.context, query, table, access);
    const { page, perPage, sortBy, direction, problems } = readListQuery(query, table, access);
    const sortPath = table.columns.find(({ name }) => name === sortBy)?.path;
    const cursor = page === 1 ? null : readCursor(table, { sortBy, direction }, query);
    const offset = cursor === null ? (page - 1) * perPage : 0;
    const { filter, notice: searched } = await planSearch(resource, filters.conditions, {
      sortBy,
      offset,
    });
    const sort = { direction, ...(sortPath === undefined ? {} : { sortBy: sortPath }) };
    if (query['totals'] === '1') {
      const totals = await readTotals(resource, filter, { sortBy, direction }, call);
      return { ...totals, ...(searched ? { notice: notice(searched, 'info') } : {}) };
    }
    const find = (names: readonly string[]) =>
      resource.find(filter, { limit: perPage, offset, cursor, sort, columns: names }, call);
    const [found, total, setting] = await Promise.all([
      find(columns),
      resource.count(filter, call),
      readListSetting(resource, query, call),
    ]);
    // A user with other columns waits for a second read; nobody else pays for the choice.
    const isComplete = setting.columns.every((name) => columns.includes(name));
    const records = isComplete ? found : await find([...columns, ...setting.columns]);
    await populateTitles(resource, records, call);
    const ignored = [
      ...unshownProblem(table),
      ...filters.problems,
      ...problems,
      ...setting.problems,
      ...(searched === null ? [] : [searched]),
    ];
    return {
      meta: {
        total: Math.min(total, COUNT_CAP),
        isCapped: total > COUNT_CAP,
        perPage,
        page,
        direction,
        sortBy: sortPath,
        ...pageCursors({ sortBy, direction }, records),
      },
      records: records.map((record) => record.toListed(call.currentAdmin)),
      ...setting.reply,
      ...(ignored.length > 0 ? { notice: notice(inSeries(ignored), 'info') } : {}),
    };
  };
}

/** Builds the handler of the search in a reference input. */
export function searchHandler(resource: ScopedResource): Handler {
  return async (request, _response, call) => {
    const records = await resource.search(request.params.query ?? '', call);
    const language = languageOfCall(call);
    return { records: records.map((record) => titleOnly(record.id(), record.titleIn(language))) };
  };
}

/** Columns that decide which actions a row has. */
function columnsOfActions({ table }: ScopedResource): string[] {
  return Object.values(table.declaration?.actions ?? {}).flatMap(({ when }) =>
    Object.keys(when ?? {}),
  );
}

/** Says why a table shows no rows; nothing for a table that can be shown. */
export function unshownProblem({ info: { problem } }: PanelTable): Message[] {
  return problem === null ? [] : [message('tables.not_shown', { problem })];
}
