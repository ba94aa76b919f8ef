import type { ActionContext } from 'adminjs';
import { sql, type SQL } from 'drizzle-orm';
import { commitBatch, rows } from '../../db/batch.js';
import type { SqlValue } from '../../db/types.js';
import type { Actor } from '../../domain/actor.js';
import type { Download } from '../../http/send-download.js';
import { DOWNLOAD_PREFIX, FILE_TYPE_PREFIX, PICTURE_PREFIX } from '../contract/panel.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { fileTypeOf, HEAD_BYTES } from '../values/file-type.js';
import { isShowable } from '../values/picture-size.js';
import { isFile } from './file-columns.js';
import type { PanelResource } from '../records/panel-resource.js';

/**
 * Serves the contents of binary columns, byte for byte: pages show their size and their type. Each
 * answer takes its type from the bytes that it sends.
 */

/** Bytes that are handed to the connection at a time. */
const PART_BYTES = 64 * 1024;

type OpenFile = (actor: Actor, id: string) => Promise<Download | null>;

/** Binary columns whose contents the role may read, as files. */
export function fileColumns({ table, access }: PanelResource): PanelColumn[] {
  if (table.key === null || !access.actions.has('show')) return [];
  return table.columns.filter((column) => isFile(column) && access.read.has(column.name));
}

/** Routes of a record that answer the content of one column, by name. */
export function storedFiles(resource: PanelResource): [string, OpenFile][] {
  const { table, access } = resource;
  if (table.key === null || !access.actions.has('show')) return [];
  const binary = table.columns.filter(({ kind, name }) => kind === 'blob' && access.read.has(name));
  return [
    ...binary.map((column): [string, OpenFile] => [
      DOWNLOAD_PREFIX + column.path,
      (actor, id) => openFile(resource, column, actor, id),
    ]),
    ...binary
      .filter(isFile)
      .map((column): [string, OpenFile] => [
        PICTURE_PREFIX + column.path,
        (actor, id) => openPicture(resource, column, actor, id),
      ]),
  ];
}

async function openFile(
  resource: PanelResource,
  column: PanelColumn,
  actor: Actor,
  id: string,
): Promise<Download> {
  const bytes = await readContent(resource, column, actor, id);
  // Not the file's own type: nothing but a download is made of these bytes.
  return toDownload(resource, column, id, bytes, 'application/octet-stream');
}

/**
 * Opens a picture of dimensions that browsers decode. Anything else is null, and no error: a page
 * asks by the first bytes alone, and a browser would log an error on every such page.
 */
async function openPicture(
  resource: PanelResource,
  column: PanelColumn,
  actor: Actor,
  id: string,
): Promise<Download | null> {
  const bytes = await readContent(resource, column, actor, id);
  if (!isShowable(bytes)) return null;
  const { contentType } = fileTypeOf(bytes);
  return toDownload(resource, column, id, bytes, contentType);
}

function toDownload(
  { table }: PanelResource,
  { path }: PanelColumn,
  id: string,
  bytes: Uint8Array,
  contentType: string,
): Download {
  const { extension } = fileTypeOf(bytes);
  return {
    fileName: `${table.id}-${id}-${path}.${extension}`.replace(/[^\w.~-]/g, '_'),
    contentType,
    content: partsOf(bytes),
  };
}

/**
 * Reads the content in one statement: parts that are read one after the other could be of two
 * files. Neither engine reads a value in parts without loading all of it.
 */
async function readContent(
  resource: PanelResource,
  { name }: PanelColumn,
  actor: Actor,
  id: string,
): Promise<Uint8Array> {
  const { context, table } = resource;
  const [[row]] = await commitBatch(context.engine.longReads, [
    rows<{ content: SqlValue }>(
      sql`SELECT ${sql.identifier(name)} AS content FROM ${sql.identifier(table.info.name)}
        WHERE ${table.key?.where(id) ?? sql`0`} AND ${resource.scope(actor)}`,
    ),
  ]);
  const content = row?.content ?? '';
  return content instanceof Uint8Array ? content : Buffer.from(String(content));
}

/** Divides a file, so that a slow client does not have all of it waiting in its connection. */
function* partsOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += PART_BYTES) {
    yield bytes.subarray(start, start + PART_BYTES);
  }
}

/** Reads the types of a record's files, by the params of its page; nothing for an unknown type. */
export async function fileTypesOf(
  resource: PanelResource,
  id: string,
  call: ActionContext | undefined,
): Promise<Record<string, string>> {
  const columns = fileColumns(resource);
  if (columns.length === 0) return {};
  const { table } = resource;
  const heads = columns.map(
    (column, index) => sql`${headOf(column)} AS ${sql.identifier(`h${index}`)}`,
  );
  const [row] = await resource.readScoped(
    call,
    (scope) => sql`SELECT ${sql.join(heads, sql`, `)} FROM ${sql.identifier(table.info.name)}
      WHERE ${table.key?.where(id) ?? sql`0`} AND ${scope}`,
  );
  return Object.fromEntries(
    columns.flatMap(({ path }, index): [string, string][] => {
      const head = row?.[`h${index}`];
      if (!(head instanceof Uint8Array)) return [];
      const { contentType, extension } = fileTypeOf(head);
      return extension === 'bin' ? [] : [[FILE_TYPE_PREFIX + path, contentType]];
    }),
  );
}

function headOf({ name }: PanelColumn): SQL {
  return sql`substr(CAST(${sql.identifier(name)} AS BLOB), 1, ${HEAD_BYTES})`;
}
