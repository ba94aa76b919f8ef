import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import { DomainError } from '../../errors.js';
import { Upload } from '../../http/guard/uploads.js';
import { message, type Message } from '../../messages/message.js';
import { readParts } from '../../services/operations/parts.js';
import { formatDateTime } from '../contract/format.js';
import type { ImportMode, ImportReply, ImportWay } from '../contract/import.js';
import { describeError } from '../request/errors.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { checkImport } from './check.js';
import { chooseOperationId, WrittenChunks } from './chunks.js';
import { importAll, importGood } from './commit.js';
import { MOST_IMPORT_ROWS, openImportFile, type ImportFile } from '../import-files/file.js';
import { SEEN_BYTES } from './found.js';
import { guessMapping, mappingProblem, readMapping } from './mapping.js';
import type { RowSource } from './rows.js';
import { takesOf } from '../import-files/takes.js';
import { Trials } from './trial.js';
import {
  changeColumns,
  columnsOfWay,
  importKeys,
  newColumns,
  newRowsProblem,
  waysOf,
  type KeyChoice,
} from './ways.js';

/**
 * Imports rows from a CSV or a workbook: checks it row by row as often as the user likes, then
 * writes. The server keeps nothing between the two: the file is sent again with what the check saw
 * of the stored rows, and an operation id, which follows from the file, makes it take effect once.
 */

/** Bytes of the largest file, with what a check saw of its rows. */
export const IMPORT_BYTES = 32_000_000 + MOST_IMPORT_ROWS * SEEN_BYTES;

type Facts = Pick<ImportReply<Message>, 'columns' | 'ways' | 'keys' | 'noNewRows'>;

/** Builds the handler of an import: GET returns the columns, POST checks or writes a file. */
export function importHandler(resource: ScopedResource) {
  let known: Facts | undefined;
  return async (
    request: ActionRequest,
    _response: unknown,
    call: ActionContext,
  ): Promise<ActionResponse & ImportReply<Message>> => {
    known ??= factsOf(resource);
    if (request.method !== 'post') return known;
    const upload: unknown = request.payload?.['upload'];
    if (!(upload instanceof Upload)) throw new Error('the guard let an import in without its file');
    try {
      const { query = {} } = request;
      const reply = await upload.during((bytes) =>
        checkOrImport(resource, query, { bytes, signal: upload.signal }, call),
      );
      return { ...known, ...reply };
    } catch (error) {
      // The client closed the connection.
      if (upload.signal.aborted && error === upload.signal.reason) return known;
      return { ...known, problem: describeError(resource.context, call, error).said };
    }
  };
}

function factsOf(resource: ScopedResource): Facts {
  const [created, changed] = [newColumns(resource), changeColumns(resource)];
  const noNewRows = newRowsProblem(resource);
  const open = waysOf(resource).flatMap((way) => columnsOfWay(resource, way));
  return {
    columns: resource.table.columns
      .filter((column) => open.includes(column))
      .map((column) => ({
        path: column.path,
        label: message('title', { title: column.label }),
        isRequired: column.isRequired && created.includes(column),
        isForNew: created.includes(column),
        isForChange: changed.includes(column),
        takes: takesOf(resource, column),
      })),
    ways: waysOf(resource),
    keys: importKeys(resource).map(({ id, label, columns }) => ({
      ...{ id, label },
      paths: columns.map(({ path }) => path),
    })),
    ...(noNewRows === null ? {} : { noNewRows }),
  };
}

interface Question {
  step: 'check' | 'commit';
  way: ImportWay;
  text: (key: string) => string;
}

function readQuestion(resource: ScopedResource, query: Record<string, unknown>): Question {
  const text = (key: string) => (typeof query[key] === 'string' ? query[key] : '');
  const step = text('step');
  if (step !== 'check' && step !== 'commit') {
    throw new DomainError('invalid', message('files.own_form'), { field: 'step' });
  }
  const ways = waysOf(resource);
  const asked = text('way');
  const way = asked === '' ? ways[0] : ways.find((one) => one === asked);
  if (way === undefined)
    throw new DomainError('invalid', message('files.no_way'), { field: 'way' });
  return { step, way, text };
}

async function checkOrImport(
  resource: ScopedResource,
  query: Record<string, unknown>,
  { bytes, signal }: { bytes: Buffer; signal: AbortSignal },
  call: ActionContext,
): Promise<Omit<ImportReply<Message>, keyof Facts>> {
  const actor = resource.actor(call);
  const { step, way, text } = readQuestion(resource, query);
  const { content, seen } = splitSeen(bytes, text('seen'));
  const file = await openImportFile(resource.context, content, text('sheet') || null);
  const columns = columnsOfWay(resource, way);
  const isChosen = text('mapping') !== '';
  const mapping = isChosen
    ? readMapping(columns, file.headers, text('mapping'))
    : guessMapping(columns, file.headers);
  const key = way === 'add' ? null : chooseKey(resource, mapping, text('key'));
  const { headers, sheets, sheet } = file;
  const known = { headers, sheets, sheet, mapping, way, key: key?.id ?? null };
  const problem = mappingProblem(resource, { way, key, headers, mapping, isChosen });
  if (problem !== null) return { ...known, problem };
  const source: RowSource = { resource, file, mapping, way, key, call };
  const operationId =
    step === 'check'
      ? await chooseOperationId(source, actor, content, text('again') === 'yes')
      : readOperationId(text('operationId'));
  const written = new WrittenChunks(await readParts(resource.context, actor, operationId));
  const more = { ...known, operationId, ...earlierIn(resource, written) };
  if (step === 'check') {
    const checked = await checkImport(source, actor, written, signal);
    const saw = checked.seen === null ? {} : { seen: checked.seen.toString('base64') };
    return { ...more, checked: checked.counts, ...saw };
  }
  const order = {
    ...{ operationId, written },
    seen: key === null ? null : await requireSeen(file, seen),
    trials: new Trials(),
  };
  const imported =
    readMode(text('mode')) === 'all'
      ? await importAll(source, actor, order, signal)
      : await importGood(source, actor, order, signal);
  return { ...more, imported };
}

/** Says what an earlier import of the same file has written. */
function earlierIn({ context }: ScopedResource, written: WrittenChunks): { earlier?: Message } {
  const summary = written.summary();
  if (summary === null) return {};
  const { rows, createdAt } = summary;
  const timezone = context.config.bookTimezone;
  const at = formatDateTime(createdAt, timezone).text;
  return { earlier: message('files.earlier', { at, timezone, rows }) };
}

/** Splits the body: behind the file stands what the check saw. */
function splitSeen(bytes: Buffer, text: string): { content: Buffer; seen: Buffer } {
  const length = /^\d{1,7}$/.test(text) ? Math.min(Number(text), bytes.length) : 0;
  const end = bytes.length - length;
  return { content: bytes.subarray(0, end), seen: bytes.subarray(end) };
}

/**
 * Requires what a check saw of each row.
 * @throws DomainError `invalid` without it, or for another file
 */
async function requireSeen(file: ImportFile, seen: Buffer): Promise<Buffer> {
  let rows = 0;
  if (seen.length > 0) for await (const some of file.rows()) rows += some.length;
  if (rows > 0 && seen.length === rows * SEEN_BYTES) return seen;
  throw new DomainError('invalid', message('files.check_first'), { field: 'step' });
}

/** Chooses the key that was asked for, else the first one that the file has whole. */
function chooseKey(
  resource: ScopedResource,
  mapping: readonly string[],
  asked: string,
): KeyChoice | null {
  const keys = importKeys(resource);
  if (asked !== '') return keys.find(({ id }) => id === asked) ?? null;
  return keys.find(({ columns }) => columns.every(({ path }) => mapping.includes(path))) ?? null;
}

function readOperationId(text: string): string {
  if (/^[\w-]{8,80}$/.test(text)) return text;
  throw new DomainError('invalid', message('files.no_operation_id'), {
    hint: message('files.choose_again'),
  });
}

function readMode(text: string): ImportMode {
  if (text === 'all' || text === 'good') return text;
  throw new DomainError('invalid', message('files.choose_mode'), { field: 'mode' });
}
