import { render } from '../../messages/render.js';
import type { Language } from '../../messages/language.js';
import { panelTexts } from '../../locale/panels.js';
import type { FoundAction } from '../contract/search.js';
import { rootPath } from '../request/addresses.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { actionOptions } from './action-options.js';
import { titleOfTable } from './menu.js';
import { textsOf } from './texts.js';

/** Finds actions of whole tables by their titles, for the search box: a page describes few tables. */

const SHORTEST = 2;
const MOST = 12;

/** Finds actions whose titles have every word of a text. */
export type FindActions = (input: unknown, language: Language) => FoundAction[];

/** Returns the function that finds the role's actions; it writes their titles on its first use. */
export function quickActions(resources: ReadonlyMap<string, ScopedResource>): FindActions {
  const titled = new Map<Language, FoundAction[]>();
  return (input, language) => {
    const text = typeof input === 'string' ? input.trim().toLowerCase() : '';
    if (text.length < SHORTEST) return [];
    const known =
      titled.get(language) ??
      [...resources.values()].flatMap((resource) => actionsOf(resource, language));
    titled.set(language, known);
    const words = text.split(/\s+/);
    return known
      .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
      .slice(0, MOST);
  };
}

/** Lists the actions with a page of their own; those on chosen rows open from their list. */
function actionsOf(resource: ScopedResource, language: Language): FoundAction[] {
  const table = render(titleOfTable(resource), language);
  const { actions: own } = textsOf(resource);
  const common: Record<string, string> = panelTexts(language).actions;
  return Object.entries(actionOptions(resource))
    .filter(
      ([name, { actionType, isVisible, custom }]) =>
        !['list', 'search'].includes(name) &&
        actionType === 'resource' &&
        isVisible !== false &&
        custom?.['bulk'] === undefined,
    )
    .map(([name]) => {
      const label = own[name];
      const title = label === undefined ? (common[name] ?? name) : render(label, language);
      return {
        title: `${table}: ${title}`,
        href: `${rootPath}/resources/${resource.id()}/actions/${name}`,
      };
    });
}
