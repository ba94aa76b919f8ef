import AdminJS, { type AdminJSOptions } from 'adminjs';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import type { ScopedResource } from '../rows/scoped-resource.js';

/**
 * AdminJS of one role. It is given no resources: AdminJS would describe every table of every role at
 * start, and again on every page. It asks for a resource by its id.
 */
export class RoleAdmin extends AdminJS {
  readonly #byId: ReadonlyMap<string, ScopedResource>;

  constructor(
    options: Omit<AdminJSOptions, 'resources' | 'databases'>,
    resources: Iterable<ScopedResource>,
  ) {
    super(options);
    this.#byId = new Map([...resources].map((resource) => [resource.id(), resource]));
  }

  /** Finds a resource of the role. */
  resource(id: string): ScopedResource | undefined {
    return this.#byId.get(id);
  }

  /**
   * Finds a resource for AdminJS.
   * @throws DomainError `not_found`, which names no other resource
   */
  override findResource(id: string): ScopedResource {
    const resource = this.#byId.get(id);
    if (!resource) throw new DomainError('not_found', message('requests.no_page'));
    return resource;
  }
}
