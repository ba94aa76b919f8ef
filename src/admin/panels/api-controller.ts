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
import { message } from '../../messages/message.js';
import { isScopedOperation } from '../operations/handler.js';
import { PanelRecord } from '../records/record.js';
import type { RoleAdmin } from './role-admin.js';

/**
 * Makes AdminJS's API strict: an action runs only by the kind of route that it was declared for,
 * and an unknown name is a 404 that does not name what exists.
 */

const MOST_BULK_IDS = 500;

type Type = 'resource' | 'record' | 'bulk';

/** Controller of AdminJS's API routes for one role. */
export class PanelApiController extends ApiController {
  readonly #admin: RoleAdmin;

  constructor(options: { admin: RoleAdmin }, currentAdmin: CurrentAdmin | undefined) {
    super(options, currentAdmin);
    this.#admin = options.admin;
  }

  /**
   * Runs an action of a whole resource.
   * @throws DomainError `not_found` where the role has no such action
   */
  override async resourceAction(
    request: ActionRequest,
    response: unknown,
  ): Promise<ActionResponse> {
    this.#requireAction(request, 'resource');
    return super.resourceAction(request, response);
  }

  /**
   * Runs an action of one record.
   * @throws DomainError `not_found`, `forbidden`
   */
  override async recordAction(
    request: ActionRequest,
    response: unknown,
  ): Promise<RecordActionResponse> {
    this.#requireAction(request, 'record');
    const commit = await this.#commitCall(request);
    if (commit) {
      // The reply carries no record: nothing is read after a commit, and its form opens the
      // record's page.
      return (await commit.action.handler(request, response, commit)) as RecordActionResponse;
    }
    const reply = await super.recordAction(request, response);
    const problem = reply.record.baseError?.type;
    if (problem === 'NotFoundError') throw notFound();
    if (problem === 'ForbiddenError')
      throw new DomainError('forbidden', message('requests.not_open'));
    return reply;
  }

  /**
   * Runs an action of chosen records.
   * @throws DomainError `not_found`; `invalid` without records or with too many
   */
  override async bulkAction(
    request: ActionRequest,
    response: unknown,
  ): Promise<BulkActionResponse> {
    this.#requireAction(request, 'bulk');
    const ids: unknown = request.query?.['recordIds'];
    if (typeof ids !== 'string' || ids === '') {
      throw new DomainError('invalid', message('tables.none_chosen'));
    }
    if (ids.split(',').length > MOST_BULK_IDS) {
      throw new DomainError('invalid', message('tables.most_chosen', { most: MOST_BULK_IDS }));
    }
    const commit = await this.#bulkCommitCall(request, ids.split(','));
    if (commit)
      return (await commit.action.handler(request, response, commit)) as BulkActionResponse;
    try {
      return await super.bulkAction(request, response);
    } catch (error) {
      if (error instanceof Error && error.name === 'NotFoundError') throw notFound();
      throw error;
    }
  }

  /**
   * Builds the call of a commit whose service checks the scope itself, so that the row is not read
   * first; null for any other request.
   */
  async #commitCall(request: ActionRequest): Promise<ActionContext | null> {
    const { resourceId, recordId, action } = request.params;
    if (request.method !== 'post' || request.payload?.['step'] !== 'commit') return null;
    const resource = this.#admin.findResource(resourceId);
    if (!recordId || !isScopedOperation(resource, action)) return null;
    const call = await this.getActionContext(request);
    return { ...call, record: new PanelRecord({}, resource, recordId) };
  }

  /** Builds the same for chosen rows: those of a repeated commit may be gone. */
  async #bulkCommitCall(
    request: ActionRequest,
    ids: readonly string[],
  ): Promise<ActionContext | null> {
    const { resourceId, action } = request.params;
    if (request.method !== 'post' || request.payload?.['step'] !== 'commit') return null;
    const resource = this.#admin.findResource(resourceId);
    if (!isScopedOperation(resource, action)) return null;
    const call = await this.getActionContext(request);
    return { ...call, records: ids.map((id) => new PanelRecord({}, resource, id)) };
  }

  #requireAction({ params }: ActionRequest, type: Type): void {
    const actions = this.#admin.resource(params.resourceId)?.decorate().actions ?? {};
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
  return new DomainError('not_found', message('requests.no_record'));
}
