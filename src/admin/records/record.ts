import { BaseRecord, type CurrentAdmin, type RecordJSON } from 'adminjs';
import type { Language } from '../../messages/language.js';
import type { ListedRecord } from '../contract/panel.js';
import { languageOfCall } from '../request/user.js';
import type { ExactValue } from '../values/exact-value.js';
import { CELL_LENGTH, shortenText } from '../values/short-text.js';
import type { FoundRecord, PanelResource } from './panel-resource.js';
import { titleOfRow, type RowToTitle } from './title-of-row.js';

/** Row in the form that AdminJS passes around, identified by its record key instead of a column. */
export class PanelRecord extends BaseRecord implements FoundRecord {
  hasTwin = false;
  readonly place: FoundRecord['place'];
  readonly ids: FoundRecord['ids'];
  readonly joint: FoundRecord['joint'];

  constructor(
    params: Record<string, unknown>,
    private readonly owner: PanelResource,
    private readonly key: string,
    /** Values of the key, for titles; empty for a row that is not stored. */
    private readonly keyValues: readonly ExactValue[] = [],
    found: Partial<Pick<FoundRecord, 'place' | 'ids' | 'joint'>> = {},
  ) {
    super(params, owner);
    this.place = found.place ?? null;
    this.ids = found.ids ?? new Map();
    this.joint = found.joint ?? new Map();
  }

  /** Returns the record key. */
  override id(): string {
    return this.key;
  }

  /** Returns the title in English. */
  override title(): string {
    return this.titleIn('en');
  }

  /** Returns the title, which may span several columns and rows that this one refers to. */
  titleIn(language: Language): string {
    const { params, keyValues, hasTwin } = this;
    const populated = this.populated as unknown as RowToTitle['populated'];
    return titleOfRow(this.owner.table, { params, populated, keyValues, hasTwin }, language);
  }

  #titleFor(currentAdmin: CurrentAdmin | undefined): string {
    const reader = currentAdmin === undefined ? {} : { currentAdmin };
    return this.titleIn(languageOfCall(reader));
  }

  /** Encodes the row for its own page, with its title. */
  override toJSON(currentAdmin?: CurrentAdmin): RecordJSON {
    return { ...super.toJSON(currentAdmin), title: this.#titleFor(currentAdmin) };
  }

  /**
   * Encodes the row for a list: the page has described every action already, so names are enough.
   */
  toListed(currentAdmin?: CurrentAdmin): ListedRecord {
    const decorated = this.owner.decorate();
    const namesOf = (actions: readonly { name: string }[]) => actions.map(({ name }) => name);
    return {
      id: this.key,
      title: this.#titleFor(currentAdmin),
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
