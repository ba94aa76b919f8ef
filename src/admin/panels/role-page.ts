import { AppController, type default as AdminJS } from 'adminjs';
import type { Language } from '../../messages/language.js';
import { sayAll } from '../../messages/say-all.js';
import { tableOfTab } from '../contract/page-state.js';
import { languageOfCall, type PanelUser } from '../request/user.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { Assets } from './assets.js';
import { menuEntry } from './menu.js';
import { readState, shownSession, toScriptData, writePage, type EncodedState } from './page.js';
import type { DescribeTable } from './resource-metadata.js';

/**
 * The page of one role: the lines of its menu, the description of the tables that the page opens,
 * and texts. AdminJS would render all of it for every request; but two logins of a role differ only
 * in their session and the addresses of their own rows.
 */

/** A state in parts that are encoded once for each language. */
interface Template extends Omit<EncodedState, 'json'> {
  /** Encoded lines of the menu: those with an own row as a function of the login. */
  menu: (string | ((user: PanelUser) => string))[];
  /** Fields beside the menu, the described tables and the session, encoded. */
  others: string;
}

/** Writes a page for a login, with the nonce of its reply and the description of these tables. */
export type WritePage = (
  user: PanelUser,
  nonce: string,
  tables: readonly string[],
) => Promise<string>;

/** Parts of a page's address that name tables. */
export interface PageAddress {
  params: { resourceId?: string };
  query?: Readonly<Record<string, unknown>> | undefined;
}

/** Lists the tables that a page describes: the opened one, and the one of its tab with related rows. */
export function tablesOfPage({ params, query }: PageAddress): string[] {
  const tab = query?.['tab'];
  const opened = params.resourceId;
  if (opened === undefined) return [];
  return [...new Set([opened, ...(typeof tab === 'string' ? [tableOfTab(tab)] : [])])];
}

/** Returns the writer of a role's page, which has AdminJS render it once in each language. */
export function rolePage(
  admin: AdminJS,
  resources: ReadonlyMap<string, ScopedResource>,
  assets: Assets,
  describeTable: DescribeTable,
): WritePage {
  const templates = new Map<Language, Promise<Template>>();
  const templateFor = (user: PanelUser, language: Language): Promise<Template> => {
    const known = templates.get(language);
    if (known) return known;
    const made = renderTemplate(admin, resources, user, language);
    templates.set(language, made);
    // The next request tries again.
    made.catch(() => templates.delete(language));
    return made;
  };
  return async (user, nonce, tables) => {
    const language = languageOfCall({ currentAdmin: user });
    const template = await templateFor(user, language);
    const described = tables.flatMap((id) => describeTable(id, language)?.json ?? []);
    const json = fill(template, described, user, language);
    return writePage({ ...template, json }, nonce, assets, language);
  };
}

async function renderTemplate(
  admin: AdminJS,
  resources: ReadonlyMap<string, ScopedResource>,
  user: PanelUser,
  language: Language,
): Promise<Template> {
  const state = readState(await new AppController({ admin }, user).index(), language);
  const others: Partial<typeof state> = { ...state };
  delete others.session;
  delete others.resources;
  return {
    branding: state.branding,
    language: state.locale.language,
    menu: [...resources.values()].map((resource) => {
      const { line, hrefFor } = menuEntry(resource);
      const said = sayAll(line, language);
      if (!hrefFor) return toScriptData(said);
      return (reader) => toScriptData({ ...said, href: hrefFor(reader) });
    }),
    others: toScriptData(others).slice(1, -1),
  };
}

function fill(
  { menu, others }: Template,
  described: readonly string[],
  user: PanelUser,
  language: Language,
): string {
  const session = toScriptData(sayAll(shownSession(user), language));
  const lines = menu.map((one) => (typeof one === 'string' ? one : one(user)));
  return `{"session":${session},"menu":[${lines.join(',')}],"resources":[${described.join(',')}],${others}}`;
}
