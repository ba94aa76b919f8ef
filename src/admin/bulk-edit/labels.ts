import type { ActionContext } from 'adminjs';
import type { Language } from '../../messages/language.js';
import { plainText, presentValue } from '../codecs/values.js';
import { callOfActor, languageOfCall } from '../request/user.js';
import type { PanelResource } from '../records/panel-resource.js';
import type { PanelColumn } from '../tables/panel-table.js';
import type { ExactValue } from '../values/exact-value.js';
import type { EditTarget } from './target.js';

/** Names rows by their titles. */

/** Rows of one look-up. */
const AT_ONCE = 500;

/** Reads the titles of rows by their ids; rows that are gone have none. */
export async function labelRows(
  target: Pick<EditTarget, 'resource' | 'actor'> | null,
  ids: readonly string[],
  language: Language,
): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  if (target === null) return labels;
  const call = callOfActor(target.actor, language);
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const found = await target.resource.titles(ids.slice(from, from + AT_ONCE), call);
    for (const [id, record] of found) labels.set(id, record.titleIn(language));
  }
  return labels;
}

/** Reads the titles of the rows that values of a column refer to, by the presented value. */
export async function titlesOfReferences(
  resource: PanelResource,
  column: PanelColumn,
  values: readonly ExactValue[],
  call: ActionContext,
): Promise<Map<string, string> | undefined> {
  const { references, referencedKey } = column;
  const target = references === null ? undefined : resource.resourceOf(references);
  if (!target || referencedKey === null) return undefined;
  const ids = values.map((value) => plainText(presentValue(column, value))).filter(Boolean);
  const found = await target.titles([...new Set(ids)], call, referencedKey);
  const language = languageOfCall(call);
  return new Map([...found].map(([id, record]) => [id, record.titleIn(language)]));
}
