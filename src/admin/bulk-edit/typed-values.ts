import type { Actor } from '../../domain/actor.js';
import type { Language } from '../../messages/language.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import type { BulkRun } from '../../services/bulk-runs/records.js';
import { callOfActor } from '../request/user.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { parseTyped } from './decide.js';
import { titlesOfReferences } from './labels.js';
import { showValue } from './shown.js';

/** Says the new values of an edit, for its page. */

/** Says the values of an edit as they were typed; as texts where the table is gone. */
export async function typedValues(
  resource: ScopedResource | undefined,
  actor: Actor,
  run: BulkRun,
  language: Language = 'en',
): Promise<{ column: Message; value: Message }[]> {
  const { edit } = run;
  return Promise.all(
    (edit?.columns ?? []).map(async ({ name, title, typed }) => {
      const column = resource?.table.columns.find((one) => one.name === name);
      const said = message('title', { title: column?.label ?? title });
      if (!column || !resource) {
        return {
          column: said,
          value: typed === null ? message('tables.no_value') : verbatim(typed),
        };
      }
      const parsed = parseTyped(column, typed);
      if ('problem' in parsed) return { column: said, value: verbatim(typed ?? '') };
      const { table, context } = resource;
      const call = callOfActor(actor, language);
      const titles = await titlesOfReferences(resource, column, [parsed.value], call);
      const { bookTimezone } = context.config;
      return {
        column: said,
        value: showValue(column, parsed.value, { table, bookTimezone, titles }),
      };
    }),
  );
}
