import { BaseRecord, type CurrentAdmin, type RecordJSON } from 'adminjs';
import type { ListedRecord } from '../contract/panel.js';
import type { Place } from '../query/page.js';
import { CELL_LENGTH, shortenText } from '../tables/short-text.js';
import type { PanelResource } from './panel-resource.js';

/** A row as AdminJS passes it around, named by its key instead of by a column. */
export class PanelRecord extends BaseRecord {
  constructor(
    params: Record<string, unknown>,
    private readonly owner: PanelResource,
    private readonly key: string,
    /** Where it stands in the list that it was read for. */
    readonly place: Place | null = null,
  ) {
    super(params, owner);
  }

  override id(): string {
    return this.key;
  }

  override title(): string {
    return this.owner.titleOf(this.params, this.key);
  }

  override toJSON(currentAdmin?: CurrentAdmin): RecordJSON {
    return { ...super.toJSON(currentAdmin), title: this.title() };
  }

  /** As a row of a list: the page has described every action already, so their names will do. */
  toListed(currentAdmin?: CurrentAdmin): ListedRecord {
    const decorated = this.owner.decorate();
    const namesOf = (actions: readonly { name: string }[]) => actions.map(({ name }) => name);
    return {
      id: this.key,
      title: this.title(),
      params: shortenParams(this.params),
      populated: this.populated,
      recordActions: namesOf(decorated.recordActions(this, currentAdmin)),
      bulkActions: namesOf(decorated.bulkActions(this, currentAdmin)),
    };
  }
}

function shortenParams(params: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([path, value]) => [
      path,
      typeof value === 'string' ? shortenText(value, CELL_LENGTH) : value,
    ]),
  );
}

/** A referenced row: nothing but its id and its title. */
export function titleOnly(id: string, title: string): RecordJSON {
  return {
    id,
    title,
    params: {},
    populated: {},
    errors: {},
    baseError: null,
    recordActions: [],
    bulkActions: [],
  };
}
