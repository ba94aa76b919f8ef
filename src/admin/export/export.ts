import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import { Router, type Response } from 'express';
import { commitBatch } from '../../db/batch.js';
import { DomainError } from '../../errors.js';
import { sendDownload } from '../../http/send-download.js';
import { message, type Message } from '../../messages/message.js';
import { inSeries } from '../../messages/series.js';
import { auditWrite } from '../../services/audit.js';
import type { ExportFormat, ExportReply } from '../contract/export.js';
import { unshownProblem } from '../lists/handlers.js';
import { boundTitleOrder } from '../lists/title-order.js';
import { readListSetting } from '../lists/views.js';
import { PanelFilter } from '../query/filter.js';
import { FILTER_PREFIX, parseFilters } from '../query/parse-filters.js';
import { readListQuery } from '../query/order.js';
import { callOf } from '../request/user.js';
import { COUNT_CAP, type ScopedResource } from '../rows/scoped-resource.js';
import { refuseUnreadable } from './check.js';
import { exportColumns, type ExportColumn } from './columns.js';
import { writeCsv, writeJson } from './csv-and-json.js';
import { exportPages, type ExportedList } from './rows.js';
import { MOST_SHEET_ROWS, writeXlsx } from './xlsx.js';

/**
 * Exports a list as a file: its filter, order and columns, the rows of the actor's own scope.
 * `actions/export` returns the number of rows; with `format`, the file itself, or with `ask=1` nothing
 * but the refusal of a login that has too many downloads.
 */

const EXPORT = 'export';

const types: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Serves the files, behind the guard, which lists the export for the roles that have it. */
export function exportRoutes(resources: ReadonlyMap<string, ScopedResource>): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get(`/api/resources/:resourceId/actions/${EXPORT}`, async (request, response, next) => {
    const { resourceId } = request.params;
    const resource = [...resources.values()].find((one) => one.id() === resourceId);
    const query = request.query as Record<string, unknown>;
    if (!resource?.access.actions.has(EXPORT) || query['format'] === undefined) {
      next();
      return;
    }
    // A page asks whether a download would be refused for want of a place.
    if (query['ask'] === '1') response.json({});
    else await sendExport(resource, query, callOf(request), response);
  });
  return router;
}

/** Builds the handler that counts the rows of a file and names its columns. */
export function exportHandler(resource: ScopedResource) {
  return async (
    request: ActionRequest,
    _response: unknown,
    call: ActionContext,
  ): Promise<ActionResponse> => {
    const { list, columns } = await readExport(resource, request.query ?? {}, call);
    await refuseUnreadable(resource, list, call);
    const total = await resource.count(list.filter, call);
    return {
      total: Math.min(total, COUNT_CAP),
      isCapped: total > COUNT_CAP,
      columns: columns.map(({ title }) => title),
    } satisfies ExportReply<Message>;
  };
}

async function sendExport(
  resource: ScopedResource,
  query: Record<string, unknown>,
  call: ActionContext,
  response: Response,
): Promise<void> {
  const format = readFormat(query['format']);
  const { list, columns } = await readExport(resource, query, call);
  await refuseUnreadable(resource, list, call);
  const { table } = resource;
  const zone = resource.context.config.bookTimezone;
  if (format === 'xlsx') {
    const total = await resource.count(list.filter, call, MOST_SHEET_ROWS + 1);
    if (total > MOST_SHEET_ROWS) {
      throw new DomainError('invalid', message('files.sheet_rows', { most: MOST_SHEET_ROWS }), {
        hint: message('files.narrow'),
      });
    }
  }
  await auditExport(resource, call, format, query, list);
  const day = resource.context.clock.now().toISOString().slice(0, 10);
  const pages = await withFirst(exportPages(resource, list, call));
  await sendDownload(response, {
    fileName: `${table.id}-${day}.${format}`,
    contentType: types[format],
    content: fileContent(format, pages, columns, zone),
  });
}

/** Reads the first page before the heading is sent, because only then a failure can be answered. */
async function withFirst(
  pages: ReturnType<typeof exportPages>,
): Promise<ReturnType<typeof exportPages>> {
  const first = await pages.next();
  return (async function* () {
    if (first.done === true) return;
    yield first.value;
    yield* pages;
  })();
}

function fileContent(
  format: ExportFormat,
  pages: ReturnType<typeof exportPages>,
  columns: readonly ExportColumn[],
  timezone: string,
): AsyncIterable<string | Uint8Array> {
  switch (format) {
    case 'csv':
      return writeCsv(pages, columns, timezone);
    case 'json':
      return writeJson(pages, columns);
    case 'xlsx':
      return writeXlsx(pages, columns, timezone);
  }
}

function readFormat(input: unknown): ExportFormat {
  if (typeof input === 'string' && Object.hasOwn(types, input)) return input as ExportFormat;
  throw new DomainError('invalid', message('files.no_format'), {
    field: 'format',
    hint: message('files.formats', { formats: Object.keys(types) }),
  });
}

/**
 * Reads filter, order and columns of the export.
 * @throws DomainError `invalid` where part of them would be ignored: a list says so in a notice, a
 *   file cannot
 */
async function readExport(
  resource: ScopedResource,
  query: Record<string, unknown>,
  call: ActionContext,
): Promise<{ list: ExportedList; columns: ExportColumn[] }> {
  const { table, access } = resource;
  const filters = parseFilters(resource.context, query, table, access);
  const { sortBy, direction, ...asked } = readListQuery(query, table, access);
  // Reads all rows of any filter: never on the thread that serves everybody.
  const filter = new PanelFilter(resource, filters.conditions, null, { isLong: true });
  const { byTitle, problems } = await boundTitleOrder(resource, { ...asked, sortBy }, filter, call);
  const setting = await readListSetting(resource, query, call);
  const wrong = [...unshownProblem(table), ...filters.problems, ...problems, ...setting.problems];
  if (wrong.length > 0) {
    throw new DomainError('invalid', message('files.not_exported', { problems: inSeries(wrong) }), {
      hint: message('files.filter_again'),
    });
  }
  const names = withKey(resource, setting.columns);
  return {
    list: { filter, order: { sortBy, direction }, byTitle, columns: names },
    columns: exportColumns(resource, names, resource.context.config),
  };
}

/** Adds the key where an import finds rows by it: the file can be changed and imported again. */
function withKey({ table, access }: ScopedResource, names: readonly string[]): string[] {
  const isImported = access.importEdit.size > 0;
  const keys = isImported ? table.info.primaryKey.filter((name) => access.read.has(name)) : [];
  return [...keys.filter((name) => !names.includes(name)), ...names];
}

/**
 * Writes to the audit trail which login exported which list. It leaves out values of filters, which
 * may be personal.
 */
async function auditExport(
  resource: ScopedResource,
  call: ActionContext,
  format: ExportFormat,
  query: Record<string, unknown>,
  { columns }: ExportedList,
): Promise<void> {
  const { name } = resource.table.info;
  const filters = Object.keys(query).flatMap((key) =>
    key.startsWith(FILTER_PREFIX) ? [key.slice(FILTER_PREFIX.length)] : [],
  );
  await commitBatch(resource.context.database, [
    auditWrite(resource.context, resource.actor(call), {
      action: `${name}.exported`,
      tableName: name,
      after: { format, columns, filters },
    }),
  ]);
}
