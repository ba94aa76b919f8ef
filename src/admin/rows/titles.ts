import type { ActionContext, BaseRecord } from 'adminjs';
import { SchemaError } from '../../db/errors.js';
import type { SqlValue } from '../../db/types.js';
import type { Language } from '../../messages/language.js';
import { plainText } from '../codecs/values.js';
import { languageOfCall } from '../request/user.js';
import type { PanelColumn } from '../tables/panel-table.js';
import type { PanelResource, TitledRecord } from './panel-resource.js';
import { PanelRecord, titleOnly } from './record.js';
import { storedText } from './title-of-row.js';

/** Column with the resource of the table that it refers to. */
interface Reference {
  column: PanelColumn;
  target: PanelResource;
}

interface TitleOptions {
  /** Names of the references whose titles are needed; of all unless given. */
  columns?: readonly string[];
  /**
   * Leaves out keys that would tell a row from others beside it: a file has them in a column of
   * their own, and a look-up knows a part of the rows.
   */
  isFixed?: boolean;
}

/**
 * Loads the titles of a page's references: one query for each referenced table, all in one batch,
 * whatever the number of rows. Rows outside of the actor's scope stay ids, and so do those of a table
 * that cannot be read. Rows that read alike get their keys.
 */
export async function populateTitles(
  resource: PanelResource,
  records: readonly BaseRecord[],
  call: ActionContext | undefined,
  { columns, isFixed = false }: TitleOptions = {},
): Promise<void> {
  const language = languageOfCall(call ?? {});
  const references = resource.table.columns.flatMap((column): Reference[] => {
    const isRead =
      resource.access.read.has(column.name) && (columns?.includes(column.name) ?? true);
    const target = isRead && column.references !== null ? resource.resourceOf(column.references) : undefined; // prettier-ignore
    return target ? [{ column, target }] : [];
  });
  const targets = [...new Set(references.map(({ target }) => target))];
  const titles = new Map(
    await Promise.all(
      targets.map(async (target): Promise<[PanelResource, Map<string, TitledRecord>]> => {
        const own = references.filter((one) => one.target === target);
        const values = records.flatMap((record) =>
          own.map(({ column }) => referencedKeyValue(target, record.params[column.path])),
        );
        const present = values.filter((value) => value !== null);
        if (present.length === 0) return [target, new Map()];
        const rows = await target.titles(present, call).catch(noTitles);
        if (!isFixed) tellApart([...rows.values()], language);
        return [target, rows];
      }),
    ),
  );
  for (const record of records) {
    const populated = record.populated as unknown as Record<string, unknown>;
    for (const { column, target } of references) {
      const id: unknown = record.params[column.path];
      const value = referencedKeyValue(target, id);
      const row = titles.get(target)?.get(String(value));
      const title =
        row?.titleIn(language) ?? (isFixed ? null : titleOfMissing(id, value, language));
      if (title !== null) populated[column.path] = titleOnly(String(id), title);
    }
  }
  if (!isFixed) tellApart(records, language);
}

/** Marks the rows whose titles others have too. */
function tellApart(records: readonly BaseRecord[], language: Language): void {
  const first = new Map<string, PanelRecord>();
  for (const record of records) {
    if (!(record instanceof PanelRecord)) continue;
    const title = record.titleIn(language);
    const twin = first.get(title);
    if (twin === undefined) first.set(title, record);
    else twin.hasTwin = record.hasTwin = true;
  }
}

/** Titles a row that is not there by its key, unless its id can be read as it is. */
function titleOfMissing(id: unknown, value: SqlValue, language: Language): string | null {
  return plainText(id).startsWith('~') && value !== null ? storedText(value, true, language) : null;
}

/** The list of the referenced table names the fault. */
function noTitles(error: unknown): Map<string, TitledRecord> {
  if (error instanceof SchemaError) return new Map();
  throw error;
}

/** Decodes the key of the row that a reference names. */
function referencedKeyValue({ table }: PanelResource, id: unknown): SqlValue {
  return table.key?.valueOf(plainText(id)) ?? null;
}
