import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import { DomainError } from '../../errors.js';
import { Upload } from '../../http/guard/uploads.js';
import { message, type Message } from '../../messages/message.js';
import type { ImportMode, ImportReply } from '../contract/import.js';
import { describeError } from '../request/errors.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { openImportFile } from './file.js';
import { guessMapping, importColumns, mappingProblem, readMapping } from './mapping.js';
import { ImportReport } from './report.js';
import { findTaken, importRowProblem, readImportRows, type RowSource } from './rows.js';
import { importAll, importGood } from './commit.js';

/**
 * Imports new rows from a CSV file: checks it row by row as often as the user likes, then writes.
 * The server keeps nothing between the two: the file is sent again, and an operation id makes it
 * take effect once.
 */

/** Bytes of the largest file. */
export const IMPORT_BYTES = 32_000_000;

/** Builds the handler of an import: GET returns the columns, POST checks or writes a file. */
export function importHandler(resource: ScopedResource) {
  const columns = importColumns(resource).map(({ path, label, isRequired }) => ({
    path,
    label: message('title', { title: label }),
    isRequired,
  }));
  return async (
    request: ActionRequest,
    _response: unknown,
    call: ActionContext,
  ): Promise<ActionResponse & ImportReply<Message>> => {
    if (request.method !== 'post') return { columns };
    const upload: unknown = request.payload?.['upload'];
    if (!(upload instanceof Upload)) throw new Error('the guard let an import in without its file');
    try {
      const { query = {} } = request;
      const reply = await upload.during((bytes) =>
        checkOrImport(resource, query, { bytes, signal: upload.signal }, call),
      );
      return { columns, ...reply };
    } catch (error) {
      // The client closed the connection.
      if (upload.signal.aborted && error === upload.signal.reason) return { columns };
      return { columns, problem: describeError(resource.context, call, error).said };
    }
  };
}

async function checkOrImport(
  resource: ScopedResource,
  query: Record<string, unknown>,
  { bytes, signal }: { bytes: Buffer; signal: AbortSignal },
  call: ActionContext,
): Promise<Omit<ImportReply<Message>, 'columns'>> {
  const actor = resource.actor(call);
  const text = (key: string) => (typeof query[key] === 'string' ? query[key] : '');
  const step = text('step');
  if (step !== 'check' && step !== 'commit') {
    throw new DomainError('invalid', message('files.own_form'), { field: 'step' });
  }
  const file = await openImportFile(resource.context, bytes);
  const isChosen = text('mapping') !== '';
  const mapping = isChosen
    ? readMapping(resource, file.headers, text('mapping'))
    : guessMapping(resource, file.headers);
  const known = { headers: file.headers, mapping };
  const problem = mappingProblem(resource, file.headers, mapping, isChosen);
  if (problem !== null) return { ...known, problem };
  const source: RowSource = { resource, file, mapping, call };
  if (step === 'check') {
    return { ...known, checked: (await checkImportRows(source, signal)).counts };
  }
  const order = { operationId: readOperationId(text('operationId')), mapping };
  const imported =
    readMode(text('mode')) === 'all'
      ? await importAll(source, actor, order, signal)
      : await importGood(source, actor, order, signal);
  return { ...known, imported };
}

async function checkImportRows(source: RowSource, signal: AbortSignal): Promise<ImportReport> {
  const report = new ImportReport(source);
  for await (const rows of readImportRows(source, signal)) {
    const taken = await findTaken(source.resource, rows);
    for (const row of rows) report.add(row, importRowProblem(source.resource, row, taken));
  }
  return report;
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
