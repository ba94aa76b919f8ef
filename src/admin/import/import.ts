import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import { DomainError } from '../../errors.js';
import { BYTE_ORDER_MARK, toCsvLine } from '../../files/csv.js';
import type { ImportCounts, ImportLine, ImportReply } from '../contract/import.js';
import { explain } from '../request/errors.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { readImportFile, type ImportFile } from './file.js';
import {
  guessMapping,
  importColumns,
  mappingProblem,
  PROBLEM_HEADER,
  readMapping,
} from './mapping.js';
import { findTaken, readImportRows, takenProblems, type ImportRow } from './rows.js';
import { importRows } from './write.js';

/**
 * New rows from a CSV file: checked row by row as often as one likes, then written. The server keeps
 * nothing between the two: the file comes again, and an operation id makes it count once.
 */

/** Of the file and its request. */
export const IMPORT_BYTES = 32_000_000;
const SHOWN_LINES = 100;

export function importHandler(resource: ScopedResource) {
  const columns = importColumns(resource).map(({ path, label, isRequired }) => ({
    ...{ path, label, isRequired },
  }));
  return async (
    request: ActionRequest,
    _response: unknown,
    context: ActionContext,
  ): Promise<ActionResponse & ImportReply> => {
    if (request.method !== 'post') return { columns };
    try {
      return { columns, ...(await answer(resource, request.payload ?? {}, context)) };
    } catch (error) {
      return { columns, problem: explain(resource.context, context, error).message };
    }
  };
}

async function answer(
  resource: ScopedResource,
  payload: Record<string, unknown>,
  context: ActionContext,
): Promise<Omit<ImportReply, 'columns'>> {
  const actor = resource.actor(context);
  const text = (key: string) => (typeof payload[key] === 'string' ? payload[key] : '');
  const step = text('step');
  if (step !== 'check' && step !== 'commit') {
    throw new DomainError('invalid', 'this is done by its own form only', { field: 'step' });
  }
  const file = await readImportFile(text('csv'));
  const isChosen = text('mapping') !== '';
  const mapping = isChosen
    ? readMapping(resource, file.headers, text('mapping'))
    : guessMapping(resource, file.headers);
  const known = { headers: file.headers, mapping };
  const problem = mappingProblem(resource, file.headers, mapping, isChosen);
  if (problem !== null) return { ...known, problem };
  const rows = await readImportRows(resource, file, mapping, context);
  if (step === 'check') {
    const taken = await findTaken(resource, rows);
    const problems = new Map(
      rows.flatMap((row): [number, string][] => {
        const all = [...row.problems, ...takenProblems(resource, row, taken)];
        return all.length === 0 ? [] : [[row.line, all.join('; ')]];
      }),
    );
    return { ...known, checked: countsOf(resource, file, rows, problems) };
  }
  const { created, refused, repeated } = await importRows(resource, actor, rows, {
    operationId: readOperationId(text('operationId')),
    mode: readMode(text('mode')),
    mapping,
  });
  const counts = countsOf(resource, file, rows, refused);
  return { ...known, imported: { ...counts, good: created, repeated } };
}

function readOperationId(text: string): string {
  if (/^[\w-]{8,80}$/.test(text)) return text;
  throw new DomainError('invalid', 'the form has no operation id', { hint: 'open it again' });
}

function readMode(text: string): 'all' | 'good' {
  if (text === 'all' || text === 'good') return text;
  throw new DomainError('invalid', 'choose all rows or the good ones', { field: 'mode' });
}

function countsOf(
  resource: ScopedResource,
  file: ImportFile,
  rows: readonly ImportRow[],
  problems: ReadonlyMap<number, string>,
): ImportCounts {
  const wrong = rows.filter(({ line }) => problems.has(line));
  const right = rows.filter(({ line }) => !problems.has(line));
  const shown = [...wrong, ...right].slice(0, SHOWN_LINES);
  return {
    good: right.length,
    bad: wrong.length,
    lines: shown.map((row): ImportLine => ({
      line: row.line,
      label: labelOf(resource, row),
      problem: problems.get(row.line) ?? '',
    })),
    ...(wrong.length === 0 ? {} : { errorFile: errorFile(file, wrong, problems) }),
  };
}

function labelOf({ table }: ScopedResource, { values, cells }: ImportRow): string {
  const title = table.title.map((name) => values[name]).find((value) => typeof value === 'string');
  return (title ?? cells.find((cell) => cell.trim() !== '') ?? '').slice(0, 80);
}

/** As it came, with what is wrong in a last column. */
function errorFile(
  { headers }: ImportFile,
  rows: readonly ImportRow[],
  problems: ReadonlyMap<number, string>,
): string {
  const last = headers.indexOf(PROBLEM_HEADER);
  const width = last < 0 ? headers.length : last;
  const lines = rows.map(({ line, cells }) =>
    toCsvLine([
      ...headers.slice(0, width).map((_header, index) => cells[index] ?? ''),
      problems.get(line) ?? '',
    ]),
  );
  return BYTE_ORDER_MARK + toCsvLine([...headers.slice(0, width), PROBLEM_HEADER]) + lines.join('');
}
