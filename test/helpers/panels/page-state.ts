import type { ResourceJSON } from 'adminjs';
import type { ResourceMetadata, TablesState } from '../../../src/admin/contract/page-state.js';
import {
  toStore,
  withDescription,
  type Table,
} from '../../../src/admin/browser/requests/tables.js';
import type { Person } from './driver.js';

/** The state of pages, as the server writes it and as the browser keeps it. */

/** State of a page as the server writes it. */
export interface WrittenState extends TablesState {
  session: Record<string, unknown>;
  locale: { language: string; translations: Record<string, Record<string, unknown>> };
  paths: { rootPath: string };
  branding: unknown;
}

/** Reads the state that a page hands to the browser. */
export function readPageState(page: string): WrittenState {
  const data = /<script type="application\/json" id="state">(.*?)<\/script>/s.exec(page)?.[1];
  if (data === undefined) throw new Error(`the page has no state: ${page.slice(0, 200)}`);
  return JSON.parse(data) as WrittenState;
}

/** Loads a page of the panels, and reads its state. */
export async function pageStateOf(person: Person, path = ''): Promise<WrittenState> {
  return readPageState((await person.get(path)).text);
}

/** Reads the description of a table. */
export async function metadataOf(person: Person, id: string): Promise<ResourceMetadata> {
  const { json, status } = await person.get(`/api/resources/${id}`);
  if (status !== 200) throw new Error(`${id} is not described: ${status}`);
  return json as unknown as ResourceMetadata;
}

export interface WholeState extends Omit<WrittenState, 'menu' | 'resources'> {
  resources: (Table & ResourceJSON)[];
  /** Texts of every table, by id. */
  texts: Record<string, ResourceMetadata['texts']>;
}

/** Builds the browser's state once every table of the role was opened. */
export async function wholeStateOf(person: Person): Promise<WholeState> {
  const page = await pageStateOf(person);
  const { resources, ...state } = toStore(page);
  const described = await Promise.all(page.menu.map(({ id }) => metadataOf(person, id)));
  return {
    ...(state as unknown as Omit<WrittenState, 'menu' | 'resources'>),
    resources: described.reduce<Table[]>(withDescription, resources),
    texts: Object.fromEntries(described.map(({ resource, texts }) => [resource.id, texts])),
  };
}
