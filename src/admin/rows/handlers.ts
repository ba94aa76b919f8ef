import {
  ValidationError,
  type ActionContext,
  type ActionRequest,
  type ActionResponse,
  type RecordJSON,
} from 'adminjs';
import type { FormReply } from './components/contract.js';
import { readFilters } from './filters.js';
import { pageCursors, readCursor } from './list-page.js';
import { readListQuery } from './list-query.js';
import { planSearch } from './list-search.js';
import { readTotals } from './list-totals.js';
import { readListSetting } from './list-views.js';
import { explain } from './panel-errors.js';
import { titleOnly } from './panel-record.js';
import { ConflictError } from './row-conflict.js';
import { COUNT_CAP, type ScopedResource } from './scoped-resource.js';
import { populateTitles } from './titles.js';

/**
 * List, show, new, edit and search in the place of AdminJS's own: those convert what was typed
 * before anybody can refuse it, load referenced records whole, and answer 500 to a wrong filter.
 */

type Handler = (
  request: ActionRequest,
  response: unknown,
  context: ActionContext,
) => Promise<ActionResponse>;

export function listHandler(resource: ScopedResource): Handler {
  const { table, access } = resource;
  const columns = [
    ...new Set([...table.list, ...table.title, ...columnsOfActions(resource)]),
  ].filter((name) => access.read.has(name));
  return async (request, _response, context) => {
    const query = request.query ?? {};
    const filters = readFilters(resource.context, query, table, access);
    const { page, perPage, sortBy, direction, problems } = readListQuery(query, table, access);
    const sortPath = table.columns.find(({ name }) => name === sortBy)?.path;
    const cursor = page === 1 ? null : readCursor(table, { sortBy, direction }, query);
    const offset = cursor === null ? (page - 1) * perPage : 0;
    const { filter, notice } = await planSearch(resource, filters.conditions, { sortBy, offset });
    const sort = { direction, ...(sortPath === undefined ? {} : { sortBy: sortPath }) };
    if (query['totals'] === '1') {
      const totals = await readTotals(resource, filter, { sortBy, direction }, context);
      return { ...totals, ...(notice ? { notice: { message: sentence([notice]), type: 'info' } } : {}) }; // prettier-ignore
    }
    const find = (names: readonly string[]) =>
      resource.find(filter, { limit: perPage, offset, cursor, sort, columns: names }, context);
    const [found, total, setting] = await Promise.all([
      find(columns),
      resource.count(filter, context),
      readListSetting(resource, query, context),
    ]);
    // Who chose other columns waits for a second trip; nobody else pays for the choice.
    const isComplete = setting.columns.every((name) => columns.includes(name));
    const records = isComplete ? found : await find([...columns, ...setting.columns]);
    await populateTitles(resource, records, context);
    const ignored = [
      ...(table.info.problem === null ? [] : [`this table cannot be shown: ${table.info.problem}`]),
      ...filters.problems,
      ...problems,
      ...setting.problems,
      ...(notice === null ? [] : [notice]),
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
      records: records.map((record) => record.toListed(context.currentAdmin)),
      ...setting.told,
      ...(ignored.length > 0 ? { notice: { message: sentence(ignored), type: 'info' } } : {}),
    };
  };
}

export function showHandler(resource: ScopedResource): Handler {
  return async (_request, _response, context) => {
    const { record } = context;
    if (!record) throw new Error('AdminJS called a record action without a record');
    await populateTitles(resource, [record], context);
    return { record: record.toJSON(context.currentAdmin) };
  };
}

export function searchHandler(resource: ScopedResource): Handler {
  return async (request, _response, context) => {
    const records = await resource.search(request.params.query ?? '', context);
    return { records: records.map((record) => titleOnly(record.id(), record.title())) };
  };
}

export function newHandler(resource: ScopedResource): Handler {
  return async (request, _response, context) => {
    if (request.method !== 'post') return { record: emptyRecord({}) };
    const typed = request.payload ?? {};
    try {
      const { id } = await resource.create(typed, context);
      const record = await resource.findOne(id, context);
      const message = `${resource.table.singular} ${record?.title() ?? id} was created`;
      return {
        record: record ? record.toJSON(context.currentAdmin) : emptyRecord({}),
        redirectUrl: resource.access.actions.has('show')
          ? context.h.recordActionUrl({
              resourceId: resource.id(),
              recordId: id,
              actionName: 'show',
            })
          : context.h.resourceUrl({ resourceId: resource.id() }),
        notice: { message, type: 'success' },
      };
    } catch (error) {
      const params = typedInto(resource, resource.access.create, typed);
      return failedForm(resource, context, emptyRecord(params), error);
    }
  };
}

export function editHandler(resource: ScopedResource): Handler {
  return async (request, _response, context) => {
    const { record } = context;
    if (!record) throw new Error('AdminJS called a record action without a record');
    await populateTitles(resource, [record], context);
    const opened = record.toJSON(context.currentAdmin);
    if (request.method !== 'post') return { record: opened };
    try {
      const { changed } = await resource.update(record.id(), request.payload ?? {}, context);
      const fresh = (await resource.findOne(record.id(), context)) ?? record;
      await populateTitles(resource, [fresh], context);
      const labels = resource.table.columns
        .filter(({ name }) => changed.includes(name))
        .map(({ label }) => label.toLowerCase());
      const title = `${resource.table.singular} ${fresh.title()}`;
      const message =
        labels.length === 0 ? 'nothing was changed' : `${title}: ${labels.join(', ')} changed`;
      return {
        record: fresh.toJSON(context.currentAdmin),
        redirectUrl: context.h.recordActionUrl({
          resourceId: resource.id(),
          recordId: record.id(),
          actionName: resource.access.actions.has('show') ? 'show' : 'edit',
        }),
        notice: { message, type: 'success' },
      };
    } catch (error) {
      const typed = typedInto(resource, resource.access.edit, request.payload ?? {});
      const params = { ...opened.params, ...typed };
      return failedForm(resource, context, { ...opened, params }, error);
    }
  };
}

/** What was typed comes back, with the errors beside the fields. */
function failedForm(
  resource: ScopedResource,
  context: ActionContext,
  record: RecordJSON,
  error: unknown,
): ActionResponse & FormReply {
  if (error instanceof ValidationError) {
    const conflicts = error instanceof ConflictError ? error.conflicts : undefined;
    return {
      record: { ...record, errors: error.propertyErrors },
      notice: {
        message:
          conflicts === undefined
            ? 'some fields are not right yet; nothing was saved'
            : 'somebody else changed this record meanwhile; nothing was saved',
        type: 'error',
      },
      ...(conflicts === undefined ? {} : { conflicts }),
    };
  }
  const { message } = explain(resource.context, context, error);
  return {
    record: { ...record, baseError: { message, type: 'Refused' } },
    notice: { message, type: 'error' },
  };
}

/** Of what was posted, what stands in the form. */
function typedInto(
  { table }: ScopedResource,
  form: ReadonlySet<string>,
  payload: Record<string, unknown>,
): Record<string, unknown> {
  const paths = table.columns.filter(({ name }) => form.has(name)).map(({ path }) => path);
  return Object.fromEntries(
    paths.filter((path) => Object.hasOwn(payload, path)).map((path) => [path, payload[path]]),
  );
}

function emptyRecord(params: Record<string, unknown>): RecordJSON {
  return { ...titleOnly('', ''), params };
}

/** Columns that decide which actions a row has. */
function columnsOfActions({ table }: ScopedResource): string[] {
  return Object.values(table.declaration?.actions ?? {}).flatMap(({ when }) =>
    Object.keys(when ?? {}),
  );
}

function sentence(problems: readonly string[]): string {
  const text = problems.join('; ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
