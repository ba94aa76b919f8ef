import type AdminJS from 'adminjs';
import {
  ApiController,
  type ActionContext,
  type ActionRequest,
  type ActionResponse,
  type BulkActionResponse,
  type CurrentAdmin,
  type RecordActionResponse,
} from 'adminjs';
import { DomainError } from '../../errors.js';
import { isScopedOperation } from '../operations/handler.js';
import { PanelRecord } from '../rows/record.js';
import { ScopedResource } from '../rows/scoped-resource.js';

/**
 * AdminJS's API, made strict: an action runs by the kind of route that it was declared for, and what
 * is unknown is 404 without naming what there is.
 */

const MOST_BULK_IDS = 500;

type Type = 'resource' | 'record' | 'bulk';

export class PanelApiController extends ApiController {
  readonly #admin: AdminJS;

  constructor(options: { admin: AdminJS }, currentAdmin: CurrentAdmin | undefined) {
    super(options, currentAdmin);
    this.#admin = options.admin;
  }

  override async resourceAction(
    request: ActionRequest,
    response: unknown,
  ): Promise<ActionResponse> {
    this.#requireAction(request, 'resource');
    return super.resourceAction(request, response);
  }

  override async recordAction(
    request: ActionRequest,
    response: unknown,
  ): Promise<RecordActionResponse> {
    this.#requireAction(request, 'record');
    const commit = await this.#commitCall(request);
    if (commit) {
      // It carries no record: nothing was read after it, and its form goes to the record's page.
      return (await commit.action.handler(request, response, commit)) as RecordActionResponse;
    }
    const reply = await super.recordAction(request, response);
    const problem = reply.record.baseError?.type;
    if (problem === 'NotFoundError') throw notFound();
    if (problem === 'ForbiddenError') throw new DomainError('forbidden', 'this is not open here');
    return reply;
  }

  override async bulkAction(
    request: ActionRequest,
    response: unknown,
  ): Promise<BulkActionResponse> {
    this.#requireAction(request, 'bulk');
    const ids: unknown = request.query?.['recordIds'];
    if (typeof ids !== 'string' || ids === '') {
      throw new DomainError('invalid', 'no records were chosen');
    }
    if (ids.split(',').length > MOST_BULK_IDS) {
      throw new DomainError('invalid', `at most ${MOST_BULK_IDS} records can be chosen at once`);
    }
    try {
      return await super.bulkAction(request, response);
    } catch (error) {
      if (error instanceof Error && error.name === 'NotFoundError') throw notFound();
      throw error;
    }
  }

  /** The row of an operation whose service takes the actor's rows only is not looked up first. */
  async #commitCall(request: ActionRequest): Promise<ActionContext | null> {
    const { resourceId, recordId, action } = request.params;
    if (request.method !== 'post' || request.payload?.['step'] !== 'commit') return null;
    const resource = this.#admin.findResource(resourceId);
    if (!(resource instanceof ScopedResource) || !recordId) return null;
    if (!isScopedOperation(resource, action)) return null;
    const call = await this.getActionContext(request);
    return { ...call, record: new PanelRecord({}, resource, recordId) };
  }

  #requireAction({ params }: ActionRequest, type: Type): void {
    const resource = this.#admin.resources.find(
      (candidate) => candidate.decorate().id() === params.resourceId,
    );
    const actions = resource?.decorate().actions ?? {};
    const found = Object.hasOwn(actions, params.action) ? actions[params.action] : undefined;
    const isDeclared = {
      resource: found?.isResourceType(),
      record: found?.isRecordType(),
      bulk: found?.isBulkType(),
    };
    if (isDeclared[type] !== true) throw notFound();
  }
}

function notFound(): DomainError {
  return new DomainError('not_found', 'there is no such record or page');
}
