import type AdminJS from 'adminjs';
import {
  ResourceDecorator,
  type BaseRecord,
  type CurrentAdmin,
  type ResourceJSON,
  type ResourceOptions,
} from 'adminjs';
import type { PanelResource } from './panel-resource.js';

/**
 * What of a resource is told to a browser. AdminJS adds its own seven actions to every resource;
 * only those that the role has are left.
 */
export class PanelDecorator extends ResourceDecorator {
  constructor(resource: PanelResource, admin: AdminJS, options: ResourceOptions) {
    super({ resource, admin, options });
    const actions = Object.entries(this.actions).filter(([name]) =>
      resource.access.actions.has(name),
    );
    this.actions = Object.fromEntries(actions);
  }

  override titleOf(record: BaseRecord): string {
    return record.title();
  }

  /**
   * Nothing for AdminJS's populator, which would load referenced records whole, one query for each
   * reference: titles.ts loads titles, all in one batch.
   */
  override getFlattenProperties(): Record<string, never> {
    return {};
  }

  override toJSON(currentAdmin?: CurrentAdmin): ResourceJSON {
    const properties = Object.fromEntries(
      Object.entries(super.getFlattenProperties()).map(([path, property]) => [
        path,
        property.toJSON(),
      ]),
    );
    // AdminJS's own types ask for `path` here, which its browser side adds.
    return { ...super.toJSON(currentAdmin), properties: properties };
  }
}
