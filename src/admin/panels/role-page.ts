import { AppController, type default as AdminJS } from 'adminjs';
import type { Language } from '../../messages/language.js';
import { sayAll } from '../../messages/say-all.js';
import { languageOfCall, type PanelUser } from '../request/user.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { Assets } from './assets.js';
import { readState, shownSession, toScriptData, writePage, type EncodedState } from './page.js';
import { ownRecordHref } from './resource-options.js';

/**
 * The page of one role. AdminJS renders its state for every request, in 15 ms of the processor and
 * 300 KB; but two logins of a role differ only in their session and the addresses of their own rows.
 */

/** A state in parts that are encoded once for each language. */
interface Template extends Omit<EncodedState, 'json'> {
  /** Encoded resources: those with an own row as a function of the login. */
  resources: (string | ((user: PanelUser) => string))[];
  /** Fields beside resources and session, encoded. */
  others: string;
}

/** Writes a page for a login, with the nonce of its reply. */
export type WritePage = (user: PanelUser, nonce: string) => Promise<string>;

/** Returns the writer of a role's page, which has AdminJS render it once in each language. */
export function rolePage(
  admin: AdminJS,
  resources: ReadonlyMap<string, ScopedResource>,
  assets: Assets,
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
  return async (user, nonce) => {
    const language = languageOfCall({ currentAdmin: user });
    const template = await templateFor(user, language);
    const json = fill(template, user, language);
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
  const { resources: shown, ...others } = state;
  delete others.session;
  const byId = new Map([...resources.values()].map((resource) => [resource.id(), resource]));
  return {
    branding: state.branding,
    language: state.locale.language,
    resources: shown.map((one) => {
      const resource = byId.get(one.id);
      if (!resource || resource.access.actions.has('list')) return toScriptData(one);
      const hrefOf = ownRecordHref(resource);
      return (reader) => toScriptData({ ...one, href: hrefOf({ currentAdmin: reader }) });
    }),
    others: toScriptData(others).slice(1, -1),
  };
}

function fill({ resources, others }: Template, user: PanelUser, language: Language): string {
  const session = toScriptData(sayAll(shownSession(user), language));
  const encoded = resources.map((one) => (typeof one === 'string' ? one : one(user)));
  return `{"session":${session},"resources":[${encoded.join(',')}],${others}}`;
}
