import type { ActionContext, ActionRequest, ActionResponse, BaseRecord } from 'adminjs';
import type { RefusedLine } from '../../domain/decision.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import type { ActionCustom, ActionReply } from '../contract/panel.js';
import {
  type OperationReport,
  type ActionLook,
  type OperationDeclaration,
  fieldsFor,
  formTexts,
} from '../declaration/actions.js';
import { describeError } from '../request/errors.js';
import { notice } from '../request/notice.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { clockAsked, withClock } from './carry-clock.js';
import { ownFields, readInput, refuseForeignReferences } from './input.js';

/**
 * Turns an operation of a service into an action: a form that previews, confirms and reports. It
 * takes effect on POST with our own payload only, once for each operation id.
 */

/** Describes the action's form to the browser. */
export function operationCustom(
  declaration: OperationDeclaration,
  { access, context }: ScopedResource,
): ActionCustom<Message> {
  const { tone, preview, isInline } = declaration;
  return {
    ...formTexts(declaration),
    tone: tone ?? 'normal',
    fields: fieldsFor(declaration, access.role).map((field) =>
      field.type === 'datetime' ? { ...field, timezone: context.config.bookTimezone } : field,
    ),
    preview: preview !== undefined,
    ...(isInline === undefined ? {} : { isInline }),
  };
}

/** Returns true for a row in a state that has the action. */
export function isAvailable(declaration: ActionLook, record: BaseRecord): boolean {
  return Object.entries(declaration.when ?? {}).every(([column, values]) =>
    values.includes((record.params[column] ?? null) as string | number | boolean | null),
  );
}

/** Returns true for an action whose service checks the scope itself. */
export function isScopedOperation({ table, access }: ScopedResource, name: string): boolean {
  if (isDelete(name)) return access.actions.has(name);
  const declared = table.declaration?.actions?.[name];
  return declared !== undefined && 'isScoped' in declared && declared.isScoped;
}

/** Returns true for the names of the actions that delete rows. */
export function isDelete(name: string): boolean {
  return name === 'delete' || name === 'deleteChosen';
}

/** Builds the handler of the action for AdminJS. */
export function operationHandler(resource: ScopedResource, declaration: OperationDeclaration) {
  return async (
    request: ActionRequest,
    _response: unknown,
    call: ActionContext,
  ): Promise<ActionResponse & ActionReply<Message>> => {
    const rows = declaration.on === 'bulk' ? (call.records ?? []) : [call.record];
    const records = rows.filter((record) => record !== undefined);
    const json = () => recordsJson(declaration, records, call);
    if (request.method !== 'post') return json();
    const fields = fieldsFor(declaration, resource.access.role);
    const isUnread = declaration.isScoped === true && request.payload?.['step'] === 'commit';
    try {
      const actor = withClock(resource.actor(call), request.payload);
      const typed = readInput(fields, request.payload ?? {}, records);
      const input = { ...typed, fields: { ...typed.fields, ...ownFields(declaration, actor) } };
      await refuseForeignReferences(resource, fields, input, call);
      if (request.payload?.['step'] === 'preview') {
        if (!declaration.preview) {
          throw new DomainError('invalid', message('operations.no_preview'));
        }
        const preview = await declaration.preview(resource.context, actor, input);
        const asked = clockAsked((preview.refused ?? []).map(({ reason }) => reason));
        return { ...json(), preview, ...asked };
      }
      const report = await declaration.run(resource.context, actor, input);
      const fresh = isUnread ? null : await reload(resource, records, call);
      return {
        ...(fresh === null ? {} : recordsJson(declaration, fresh, call)),
        notice: notice(reportMessage(report), 'success'),
        refused: [...report.refused, ...missingRows(declaration, request, records)],
        ...(report.opens ? { redirectUrl: pageUrl(report.opens, call) } : {}),
      };
    } catch (error) {
      if (isUnread && isNotFound(error)) throw error;
      const { said, field } = describeError(resource.context, call, error);
      const isFieldError = field !== undefined && fields.some(({ name }) => name === field);
      return {
        ...(isUnread ? {} : json()),
        notice: notice(said, 'error'),
        ...clockAsked([said]),
        ...(isFieldError ? { fieldErrors: { [field]: said } } : {}),
      };
    }
  };
}

function isNotFound(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'not_found' && error.field === undefined;
}

/** Refuses chosen rows that do not exist or are not the actor's, with the same reason. */
function missingRows(
  { on }: OperationDeclaration,
  { query }: ActionRequest,
  records: readonly BaseRecord[],
): RefusedLine[] {
  const asked: unknown = query?.['recordIds'];
  if (on !== 'bulk' || typeof asked !== 'string') return [];
  const found = new Set(records.map((record) => record.id()));
  return [...new Set(asked.split(','))]
    .filter((id) => !found.has(id))
    .map((id) => ({ id, label: id, reason: message('operations.no_row') }));
}

function pageUrl({ table, id }: { table: string; id?: string }, { h }: ActionContext): string {
  if (id === undefined) return h.resourceUrl({ resourceId: table });
  return h.recordActionUrl({ resourceId: table, recordId: id, actionName: 'show' });
}

async function reload(
  resource: ScopedResource,
  records: readonly BaseRecord[],
  call: ActionContext,
): Promise<BaseRecord[]> {
  if (records.length === 0) return [];
  const fresh = await resource.findMany(
    records.map((record) => record.id()),
    call,
  );
  return fresh.length === 0 ? [...records] : fresh;
}

function recordsJson(
  { on }: OperationDeclaration,
  records: readonly BaseRecord[],
  { currentAdmin }: ActionContext,
): ActionResponse {
  const json = records.map((record) => record.toJSON(currentAdmin));
  if (on === 'resource') return {};
  return on === 'bulk' ? { records: json } : { record: json[0] };
}

function reportMessage({ done, refused }: OperationReport): Message {
  const [first] = done;
  if (done.length === 1 && first && refused.length === 0) return first.text;
  const values = { done: done.length, refused: refused.length };
  return refused.length === 0
    ? message('operations.done', { done: done.length })
    : message('operations.done_and_refused', values);
}
