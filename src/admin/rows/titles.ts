import type { ActionContext, BaseRecord } from 'adminjs';
import type { SqlValue } from '../../db/types.js';
import { plainText } from '../codecs/values.js';
import { titleOnly } from './record.js';
import type { ScopedResource } from './scoped-resource.js';

/**
 * Loads the titles of a page's references: one query for each referenced table, all in one batch,
 * whatever the number of rows. Rows outside of the actor's scope stay ids.
 */
export async function populateTitles(
  resource: ScopedResource,
  records: readonly BaseRecord[],
  call: ActionContext,
): Promise<void> {
  const references = resource.table.columns.flatMap(({ references: table, path, name }) => {
    const target =
      table !== null && resource.access.read.has(name) ? resource.resourceOf(table) : undefined;
    return target ? [{ path, target }] : [];
  });
  const targets = [...new Set(references.map(({ target }) => target))];
  const titles = new Map(
    await Promise.all(
      targets.map(async (target): Promise<[ScopedResource, Map<string, string>]> => {
        const paths = references.filter((one) => one.target === target).map(({ path }) => path);
        const values = records.flatMap((record) =>
          paths.map((path) => referencedKeyValue(target, record.params[path])),
        );
        const present = values.filter((value) => value !== null);
        if (present.length === 0) return [target, new Map()];
        return [target, await target.titles(present, call)];
      }),
    ),
  );
  for (const record of records) {
    for (const { path, target } of references) {
      const value: unknown = record.params[path];
      const title = titles.get(target)?.get(String(referencedKeyValue(target, value)));
      if (title === undefined) continue;
      const populated = record.populated as unknown as Record<string, unknown>;
      populated[path] = titleOnly(String(value), title);
    }
  }
}

/** Decodes the key of the row that a reference names. */
function referencedKeyValue({ table }: ScopedResource, id: unknown): SqlValue {
  return table.key?.valueOf(plainText(id)) ?? null;
}
