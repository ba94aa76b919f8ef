import {
  ValidationError,
  type ActionContext,
  type ActionRequest,
  type ActionResponse,
  type BaseRecord,
  type RecordJSON,
} from 'adminjs';
import { DomainError } from '../../errors.js';
import { FormFile, holdingFiles } from '../../http/guard/form-file.js';
import { message } from '../../messages/message.js';
import { readAllStored } from '../../messages/say-all.js';
import { listTitles } from '../../messages/series.js';
import { ALTERNATE_PREFIX, READINGS_FIELD, type FormReply } from '../contract/panel.js';
import { titleOnly } from '../contract/titled-record.js';
import { versionOfReadings } from '../readings/choices.js';
import { describeError } from '../request/errors.js';
import { notice } from '../request/notice.js';
import { recordError } from '../request/record-errors.js';
import { systemTables } from '../tables/secrets.js';
import { ConflictError } from './conflict.js';
import { presentOriginal, readOriginal } from './duplicate.js';
import { PanelRecord } from '../records/record.js';
import type { ScopedResource } from './scoped-resource.js';
import { withWarning } from './warning.js';
import { fileVersionsOf } from '../row-values/file-values.js';
import { fileTypesOf } from '../row-values/stored-files.js';
import { populateTitles } from '../records/titles.js';

/**
 * Replaces AdminJS's own handlers of show, new and edit, which convert typed values before anything
 * can refuse them and load referenced records whole.
 */

/** Handler of an action, as AdminJS calls it. */
export type Handler = (
  request: ActionRequest,
  response: unknown,
  call: ActionContext,
) => Promise<ActionResponse>;

/** Builds the handler of a record's page. */
export function showHandler(resource: ScopedResource): Handler {
  return async (_request, _response, call) => {
    const { record } = call;
    if (!record) throw new Error('AdminJS called a record action without a record');
    await populateTitles(resource, [record], call);
    const opened = record.toJSON(call.currentAdmin);
    const params = {
      ...withMessages(resource, opened.params),
      ...alternateIds(resource, record),
      ...(await fileTypesOf(resource, record.id(), call)),
    };
    return { record: { ...opened, params } };
  };
}

/** Ids by which rows of other tables refer to the record, where that is not its own id. */
function alternateIds({ table }: ScopedResource, record: BaseRecord): Record<string, string> {
  if (!(record instanceof PanelRecord)) return {};
  return Object.fromEntries(
    table.alternates.flatMap(({ key, paths }) => {
      const id = record.ids.get(key) ?? null;
      return id === null ? [] : [[ALTERNATE_PREFIX + paths.join(), id]];
    }),
  );
}

/**
 * Reads the messages that JSON of a system table holds: the audit trail keeps results of the
 * services, whose sentences are keys.
 */
function withMessages(
  { table }: ScopedResource,
  params: Record<string, unknown>,
): Record<string, unknown> {
  if (!systemTables.includes(table.info.name)) return params;
  const readable = { ...params };
  for (const { path, kind } of table.columns) {
    const value = params[path];
    if (kind === 'json' && typeof value === 'string') readable[path] = readJson(value);
  }
  return readable;
}

/** Returns the text itself where it is no JSON. */
function readJson(text: string): unknown {
  try {
    return readAllStored(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Builds the handler of the form for a new row: GET opens it, POST creates the row. */
export function newHandler(resource: ScopedResource): Handler {
  return async (request, _response, call) => {
    if (request.method !== 'post') return { record: emptyRecord({}) };
    const typed = request.payload ?? {};
    try {
      refuseOutdatedForm(resource, typed);
      const { id } = await holdingFiles(typed, () => resource.create(typed, call));
      const record = await resource.findOne(id, call);
      if (record) await populateTitles(resource, [record], call);
      const created = { kind: resource.table.singular, title: record?.title() ?? id };
      const columns = [...resource.access.create];
      const said = await withWarning(resource, call, message('tables.created', created), {
        id,
        columns,
      });
      return {
        record: record ? record.toJSON(call.currentAdmin) : emptyRecord({}),
        redirectUrl: resource.access.actions.has('show')
          ? call.h.recordActionUrl({
              resourceId: resource.id(),
              recordId: id,
              actionName: 'show',
            })
          : call.h.resourceUrl({ resourceId: resource.id() }),
        notice: notice(said, 'success'),
      };
    } catch (error) {
      const params = typedInto(resource, resource.access.create, typed);
      return failedForm(resource, call, emptyRecord(params), error);
    }
  };
}

/** Builds the handler that opens the form for a new row with the values of another one. */
export function duplicateHandler(resource: ScopedResource): Handler {
  return async (_request, _response, call) => {
    const { record } = call;
    if (!record) throw new Error('AdminJS called a record action without a record');
    await populateTitles(resource, [record], call);
    const opened = record.toJSON(call.currentAdmin);
    const params = presentOriginal(await readOriginal(resource, call, record.id()));
    const populated = Object.fromEntries(
      Object.entries(opened.populated).filter(([path]) => Object.hasOwn(params, path)),
    );
    return { record: { ...opened, params, populated } };
  };
}

/** Builds the handler of the form for a row: GET opens it, POST writes the changed columns. */
export function editHandler(resource: ScopedResource): Handler {
  return async (request, _response, call) => {
    const { record } = call;
    if (!record) throw new Error('AdminJS called a record action without a record');
    await populateTitles(resource, [record], call);
    const opened = record.toJSON(call.currentAdmin);
    if (request.method !== 'post') {
      const versions = await fileVersionsOf(resource, record.id(), call);
      return { record: { ...opened, params: { ...opened.params, ...versions } } };
    }
    try {
      refuseOutdatedForm(resource, request.payload ?? {});
      const payload = request.payload ?? {};
      const { changed } = await holdingFiles(payload, () =>
        resource.update(record.id(), payload, call),
      );
      const fresh = (await resource.findOne(record.id(), call)) ?? record;
      await populateTitles(resource, [fresh], call);
      const labels = resource.table.columns
        .filter(({ name }) => changed.includes(name))
        .map(({ label }) => label);
      const said =
        labels.length === 0
          ? message('shared.nothing_changed')
          : message('tables.changed', {
              kind: resource.table.singular,
              title: fresh.title(),
              columns: listTitles(labels, 'shared.inline'),
            });
      return {
        record: fresh.toJSON(call.currentAdmin),
        redirectUrl: call.h.recordActionUrl({
          resourceId: resource.id(),
          recordId: record.id(),
          actionName: resource.access.actions.has('show') ? 'show' : 'edit',
        }),
        notice: notice(
          await withWarning(resource, call, said, { id: record.id(), columns: changed }),
          'success',
        ),
      };
    } catch (error) {
      const typed = typedInto(resource, resource.access.edit, request.payload ?? {});
      const params = { ...opened.params, ...typed };
      return failedForm(resource, call, { ...opened, params }, error);
    }
  };
}

/**
 * Refuses a form from before a change of its table's readings.
 * @throws DomainError `conflict`
 */
function refuseOutdatedForm({ table }: ScopedResource, payload: Record<string, unknown>): void {
  const posted = payload[READINGS_FIELD];
  if (posted === undefined || posted === versionOfReadings(table)) return;
  throw new DomainError('conflict', message('readings.outdated_form'), {
    hint: message('shared.reload'),
  });
}

/** Returns the typed values, with the errors beside their fields. */
function failedForm(
  resource: ScopedResource,
  call: ActionContext,
  record: RecordJSON,
  error: unknown,
): ActionResponse & FormReply {
  if (error instanceof ValidationError) {
    const conflicts = error instanceof ConflictError ? error.conflicts : undefined;
    return {
      record: { ...record, errors: error.propertyErrors },
      notice: notice(
        message(conflicts === undefined ? 'tables.wrong_fields' : 'tables.changed_meanwhile'),
        'error',
      ),
      ...(conflicts === undefined ? {} : { conflicts }),
    };
  }
  const { said } = describeError(resource.context, call, error);
  return {
    record: { ...record, baseError: recordError(said, 'Refused') },
    notice: notice(said, 'error'),
  };
}

/** Picks the posted values of the form's own fields; its files stay in the browser. */
function typedInto(
  { table }: ScopedResource,
  form: ReadonlySet<string>,
  payload: Record<string, unknown>,
): Record<string, unknown> {
  const paths = table.columns.filter(({ name }) => form.has(name)).map(({ path }) => path);
  return Object.fromEntries(
    paths
      .filter((path) => Object.hasOwn(payload, path) && !(payload[path] instanceof FormFile))
      .map((path) => [path, payload[path]]),
  );
}

function emptyRecord(params: Record<string, unknown>): RecordJSON {
  return { ...titleOnly('', ''), params };
}
