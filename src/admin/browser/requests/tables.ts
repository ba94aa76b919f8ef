/**
 * The tables of AdminJS's store. A page describes the tables that it opens; of others the store has
 * the menu's line, until `useTable` has read their description.
 */
import type { ResourceJSON } from 'adminjs';
import type {
  MenuLine,
  Relation,
  ResourceMetadata,
  ResourceTexts,
  TablesState,
} from '../../contract/page-state.js';

/** A table as the store has it. */
export interface Table extends ResourceJSON {
  /** Undefined as long as the page has only the menu's line of the table. */
  relations?: Relation[];
}

/** State of a page as the server writes it, beside the fields that nothing here reads. */
interface PageState extends TablesState {
  locale: { language: string; translations?: Record<string, object> };
  paths: { rootPath: string };
}

/** Builds the store's state from that of a page. */
export function toStore<State extends PageState>({ menu, resources, ...state }: State) {
  const { locale, paths } = state;
  const texts = locale.translations?.[locale.language];
  const ofTables = new Map<string, ResourceTexts>([
    ...menu.map(({ id, label }): [string, ResourceTexts] => [id, { labels: { [id]: label } }]),
    ...resources.map((one): [string, ResourceTexts] => [one.resource.id, one.texts]),
  ]);
  return {
    ...state,
    locale: {
      ...locale,
      translations: {
        [locale.language]: { ...texts, resources: Object.fromEntries(ofTables) },
      },
    },
    resources: resources.reduce(
      withDescription,
      menu.map((line) => lineOnly(line, paths.rootPath)),
    ),
  };
}

/** Returns true for a table whose columns and actions the store has. */
export function isDescribed(table: Table | undefined): table is Table & { relations: Relation[] } {
  return table?.relations !== undefined;
}

/** Puts a description into the list of tables. */
export function withDescription(tables: readonly Table[], { resource }: ResourceMetadata): Table[] {
  const known = tables.find(({ id }) => id === resource.id);
  const table = { href: null, navigation: null, ...known, ...resource };
  return known ? tables.map((one) => (one === known ? table : one)) : [...tables, table];
}

/** A table without columns and actions, which no page may draw. */
function lineOnly({ id, group, icon, href }: MenuLine, rootPath: string): Table {
  const line: Partial<Table> = {
    ...{ id, name: id, actions: [], resourceActions: [], properties: {} },
    ...{ listProperties: [], showProperties: [], editProperties: [], filterProperties: [] },
    href: group === undefined ? null : (href ?? `${rootPath}/resources/${id}`),
    navigation: group === undefined ? null : { name: group, icon: icon ?? 'Table', show: true },
  };
  return line as Table;
}
