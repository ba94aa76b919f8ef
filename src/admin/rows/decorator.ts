import type AdminJS from 'adminjs';
import {
  ResourceDecorator,
  type BaseRecord,
  type CurrentAdmin,
  type ResourceJSON,
  type ResourceOptions,
} from 'adminjs';
import type { PanelResource } from '../records/panel-resource.js';

/**
 * Describes a resource to a browser. AdminJS adds its own seven actions to every resource; this
 * keeps those that the role has.
 */
export class PanelDecorator extends ResourceDecorator {
  constructor(resource: PanelResource, admin: AdminJS, options: ResourceOptions) {
    super({ resource, admin, options });
    const actions = Object.entries(this.actions).filter(([name]) =>
      resource.access.actions.has(name),
    );
    this.actions = Object.fromEntries(actions);
  }

  /** Returns the title of a record, which may span several columns. */
  override titleOf(record: BaseRecord): string {
    return record.title();
  }

  /**
   * Returns nothing to AdminJS's populator, which would load referenced records whole, one query
   * for each reference: titles.ts loads titles, all in one batch.
   */
  override getFlattenProperties(): Record<string, never> {
    return {};
  }

  /** Encodes the resource, with the properties that `getFlattenProperties` withholds. */
  override toJSON(currentAdmin?: CurrentAdmin): ResourceJSON {
    const properties = Object.fromEntries(
      Object.entries(super.getFlattenProperties()).map(([path, property]) => [
        path,
        property.toJSON(),
      ]),
    );
    // AdminJS's own types require `path` here, which its browser code adds.
    return { ...super.toJSON(currentAdmin), properties: properties };
  }
}
