import type { ActionContext, ActionRequest, ActionResponse, BaseRecord } from 'adminjs';
import type { Context } from '../context.js';
import type { Actor, Role } from '../domain/actor.js';
import { DomainError } from '../errors.js';
import type {
  ActionCustom,
  ActionField,
  ActionReply,
  Preview,
  RefusedRow,
} from './components/contract.js';
import type { ActorValue } from './declaration.js';
import { explain } from './panel-errors.js';
import { actorValue } from './row-scope.js';
import type { ScopedResource } from './scoped-resource.js';
import { plainText } from './values.js';

/**
 * An operation of a service as an action of a panel: a form that previews, confirms and reports.
 * It takes effect on POST with our own payload only, once for each operation id.
 */

export interface OperationInput {
  operationId: string;
  /** Rows that it is about; empty for an action of the whole resource. */
  ids: string[];
  /** What was typed into the declared fields; null where nothing was. */
  fields: Record<string, string | null>;
  /** What the preview looked at: rows that changed since are refused. */
  token: string | null;
}

export interface OperationReport {
  done: { id: string; label: string; text: string }[];
  refused: RefusedRow[];
  /** The record to go to afterwards. */
  opens?: { table: string; id: string };
}

/** What an action is called, what it asks for, and when a row has it. */
export interface ActionLook {
  label: string;
  icon: string;
  /** On the button. */
  verb: string;
  title: string;
  description?: string;
  tone?: 'normal' | 'danger';
  fields?: ActionField[];
  /** Fields that a role is not asked for: they take a value of the acting user. */
  own?: Partial<Record<Role, Record<string, ActorValue>>>;
  /** Values of columns with which a row has this action at all. */
  when?: Record<string, readonly (string | number | boolean | null)[]>;
}

export interface OperationDeclaration extends ActionLook {
  on: 'record' | 'bulk' | 'resource';
  /** Offered by the record's own page, not among the buttons of its head. */
  isInline?: true;
  preview?: (context: Context, actor: Actor, input: OperationInput) => Promise<Preview>;
  run: (context: Context, actor: Actor, input: OperationInput) => Promise<OperationReport>;
}

/** What the role is asked for. */
export function fieldsFor({ fields = [], own }: ActionLook, role: Role): ActionField[] {
  return fields.filter(({ name }) => !Object.hasOwn(own?.[role] ?? {}, name));
}

export function customOf(declaration: OperationDeclaration, role: Role): ActionCustom {
  const { verb, title, description, tone, preview, isInline } = declaration;
  return {
    verb,
    title,
    ...(description === undefined ? {} : { description }),
    tone: tone ?? 'normal',
    fields: fieldsFor(declaration, role),
    preview: preview !== undefined,
    ...(isInline === undefined ? {} : { isInline }),
  };
}

/** Whether a row is in a state that has the action. */
export function isAvailable(declaration: ActionLook, record: BaseRecord): boolean {
  return Object.entries(declaration.when ?? {}).every(([column, values]) =>
    values.includes((record.params[column] ?? null) as string | number | boolean | null),
  );
}

/** The handler of the action, for AdminJS. */
export function operationHandler(resource: ScopedResource, declaration: OperationDeclaration) {
  return async (
    request: ActionRequest,
    _response: unknown,
    context: ActionContext,
  ): Promise<ActionResponse & ActionReply> => {
    const rows = declaration.on === 'bulk' ? (context.records ?? []) : [context.record];
    const records = rows.filter((record) => record !== undefined);
    const json = () => recordsJson(declaration, records, context);
    if (request.method !== 'post') return json();
    const fields = fieldsFor(declaration, resource.access.role);
    try {
      const actor = resource.actor(context);
      const typed = readInput(fields, request.payload ?? {}, records);
      const input = { ...typed, fields: { ...typed.fields, ...ownFields(declaration, actor) } };
      await refuseForeignReferences(resource, fields, input, context);
      if (request.payload?.['step'] === 'preview') {
        if (!declaration.preview) throw new DomainError('invalid', 'this action has no preview');
        return { ...json(), preview: await declaration.preview(resource.context, actor, input) };
      }
      const report = await declaration.run(resource.context, actor, input);
      const fresh = await reload(resource, records, context);
      return {
        ...recordsJson(declaration, fresh, context),
        notice: { message: reportText(report), type: 'success' },
        refused: [...report.refused, ...missingRows(declaration, request, records)],
        ...(report.opens ? { redirectUrl: addressOf(report.opens, context) } : {}),
      };
    } catch (error) {
      const { message, field } = explain(resource.context, context, error);
      const isFieldError = field !== undefined && fields.some(({ name }) => name === field);
      return {
        ...json(),
        notice: { message, type: 'error' },
        ...(isFieldError ? { fieldErrors: { [field]: message } } : {}),
      };
    }
  };
}

function ownFields({ own }: ActionLook, actor: Actor): Record<string, string> {
  return Object.fromEntries(
    Object.entries(own?.[actor.role] ?? {}).map(([name, source]) => {
      const value = actorValue(source, actor);
      if (value === null) throw new DomainError('forbidden', 'your login may not do this');
      return [name, value];
    }),
  );
}

/** Chosen rows that are not there, or not the actor's: told alike. */
function missingRows(
  { on }: OperationDeclaration,
  { query }: ActionRequest,
  records: readonly BaseRecord[],
): RefusedRow[] {
  const asked: unknown = query?.['recordIds'];
  if (on !== 'bulk' || typeof asked !== 'string') return [];
  const found = new Set(records.map((record) => record.id()));
  return [...new Set(asked.split(','))]
    .filter((id) => !found.has(id))
    .map((id) => ({ id, label: id, reason: 'does not exist' }));
}

function addressOf({ table, id }: { table: string; id: string }, { h }: ActionContext): string {
  return h.recordActionUrl({ resourceId: table, recordId: id, actionName: 'show' });
}

/** @throws DomainError `invalid` for a payload that is not of our form */
export function readInput(
  fields: readonly ActionField[],
  payload: Record<string, unknown>,
  records: readonly BaseRecord[],
): OperationInput {
  const { step, operationId } = payload;
  if (step !== 'preview' && step !== 'commit') {
    throw new DomainError('invalid', 'this is done by its own form only', { field: 'step' });
  }
  if (typeof operationId !== 'string' || !/^[\w-]{8,100}$/.test(operationId)) {
    throw new DomainError('invalid', 'the form has no operation id', {
      field: 'operationId',
      hint: 'open it again',
    });
  }
  const typed = fields.map((field): [string, string | null] => [
    field.name,
    readField(field, payload[field.name], step),
  ]);
  const { token } = payload;
  return {
    operationId,
    ids: records.map((record) => record.id()),
    fields: Object.fromEntries(typed),
    token: typeof token === 'string' ? token : null,
  };
}

function readField(field: ActionField, input: unknown, step: 'preview' | 'commit'): string | null {
  const { name, label, required, options } = field;
  const refuse = (problem: string) => new DomainError('invalid', problem, { field: name });
  if (typeof input === 'object' && input !== null) throw refuse(`${label} takes one value`);
  const text = plainText(input);
  if (text === '') {
    if (required && step === 'commit') throw refuse(`${label} is required`);
    return null;
  }
  if (options && !options.some(({ value }) => value === text)) {
    throw refuse(`${label} must be one of ${options.map((option) => option.label).join(', ')}`);
  }
  return text;
}

/** A row chosen in a reference field must be one that the actor may see. */
async function refuseForeignReferences(
  resource: ScopedResource,
  fields: readonly ActionField[],
  input: OperationInput,
  context: ActionContext,
): Promise<void> {
  for (const { name, type, resourceId, label } of fields) {
    const id = input.fields[name];
    if (type !== 'reference' || resourceId === undefined || typeof id !== 'string') continue;
    const found = await resource.resourceOf(resourceId)?.findOne(id, context);
    if (!found) throw new DomainError('invalid', `${label}: there is no such row`, { field: name });
  }
}

async function reload(
  resource: ScopedResource,
  records: readonly BaseRecord[],
  context: ActionContext,
): Promise<BaseRecord[]> {
  if (records.length === 0) return [];
  const fresh = await resource.findMany(
    records.map((record) => record.id()),
    context,
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

function reportText({ done, refused }: OperationReport): string {
  const [first] = done;
  if (done.length === 1 && first && refused.length === 0) return first.text;
  const parts = [`${done.length} done`];
  if (refused.length > 0) parts.push(`${refused.length} refused`);
  return parts.join(', ');
}
