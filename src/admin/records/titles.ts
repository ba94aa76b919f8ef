import type { ActionContext, BaseRecord } from 'adminjs';
import { SchemaError } from '../../db/errors.js';
import type { Language } from '../../messages/language.js';
import { plainText } from '../codecs/values.js';
import { titleOnly } from '../contract/titled-record.js';
import { languageOfCall } from '../request/user.js';
import type { RecordKey } from '../keys/column-key.js';
import type { PanelResource, TitledRecord } from './panel-resource.js';
import { PanelRecord } from './record.js';
import { storedText } from './title-of-row.js';

/** Columns that refer together to a row of another table. */
interface Reference {
  names: readonly string[];
  paths: readonly string[];
  target: PanelResource;
  /** Key of the columns that they refer to. */
  key: RecordKey;
  idIn: (record: BaseRecord) => string | null;
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
  const references = referencesOf(resource).filter(
    ({ names }) => columns === undefined || names.every((name) => columns.includes(name)),
  );
  const keys = [...new Set(references.map(({ key }) => key))];
  const titles = new Map(
    await Promise.all(
      keys.map(async (key): Promise<[RecordKey, Map<string, TitledRecord>]> => {
        const same = references.filter((one) => one.key === key);
        const ids = records.flatMap((record) => same.flatMap(({ idIn }) => idIn(record) ?? []));
        const target = same[0]?.target;
        if (ids.length === 0 || target === undefined) return [key, new Map()];
        const rows = await target.titles(ids, call, key).catch(noTitles);
        if (!isFixed) tellApart([...rows.values()], language);
        return [key, rows];
      }),
    ),
  );
  for (const record of records) {
    const populated = record.populated as unknown as Record<string, unknown>;
    for (const { paths, key, idIn } of references) {
      const id = idIn(record);
      if (id === null) continue;
      const row = titles.get(key)?.get(id);
      const title = row?.titleIn(language) ?? (isFixed ? null : titleOfMissing(key, id, language));
      if (title === null) continue;
      // A row that is not there has no page.
      for (const path of paths) populated[path] = titleOnly(row?.id() ?? '', title);
    }
  }
  if (!isFixed) tellApart(records, language);
}

/** Lists the references of a table that the role may read, to tables that it has. */
function referencesOf(resource: PanelResource): Reference[] {
  const { table, access } = resource;
  const single = table.columns.flatMap(({ references, referencedKey, path, name }): Reference[] => {
    const target =
      references !== null && access.read.has(name) ? resource.resourceOf(references) : undefined;
    if (!target || referencedKey === null) return [];
    const idIn = ({ params }: BaseRecord) => plainText(params[path]) || null;
    return [{ names: [name], paths: [path], target, key: referencedKey, idIn }];
  });
  const joint = table.joint.flatMap((reference): Reference[] => {
    const target = resource.resourceOf(reference.table);
    if (!target) return [];
    const idIn = (record: BaseRecord) =>
      record instanceof PanelRecord ? (record.joint.get(reference) ?? null) : null;
    // A column with a reference of its own has the title of that row.
    const paths = reference.columns.flatMap(
      (name) =>
        table.columns.find((one) => one.name === name && one.references === null)?.path ?? [],
    );
    return [{ names: reference.columns, paths, target, key: reference.key, idIn }];
  });
  return [...single, ...joint];
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
function titleOfMissing(key: RecordKey, id: string, language: Language): string | null {
  const value = id.startsWith('~') ? key.valueOf(id) : null;
  return value === null ? null : storedText(value, true, language);
}

/** The list of the referenced table names the fault. */
function noTitles(error: unknown): Map<string, TitledRecord> {
  if (error instanceof SchemaError) return new Map();
  throw error;
}
