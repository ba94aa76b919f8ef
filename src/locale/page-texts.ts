import { actionTexts } from './answer-texts.js';
import type { Language } from '../messages/language.js';
import { sayerOf, translateLocale, type PageLocale } from './panels.js';
import { placesOf, sayAt } from './phrasebook.js';

/** Translates the state of a page: its own texts, and those of tables and actions. */

interface PageState {
  locale: PageLocale;
  resources?: readonly { id: string }[];
  session?: Record<string, unknown> | null;
}

const properties = ['listProperties', 'showProperties', 'editProperties', 'filterProperties'];

/** Texts of a property or an action, except its name, which AdminJS looks up by itself. */
export const resourceTexts = placesOf([
  ...[...properties, 'properties'].flatMap((list) =>
    ['availableValues.*.label', 'description', 'custom.hint', 'custom.readOnlyReason'].map(
      (path) => `${list}.*.${path}`,
    ),
  ),
  ...['actions', 'resourceActions'].flatMap((list) =>
    actionTexts.map((path) => `${list}.*.${path}`),
  ),
]);

export function translateState<State extends PageState>(state: State, language: Language): State {
  if (language === 'en') return state;
  const locale = translateLocale(state.locale, language);
  const { session, resources } = state;
  return {
    ...state,
    locale,
    ...(resources && {
      resources: resources.map((resource) =>
        sayAt(resource, resourceTexts, sayerOf(language, resource.id)),
      ),
    }),
    ...(session && { session: sayAt(session, placesOf(['title']), sayerOf(language)) }),
  };
}
