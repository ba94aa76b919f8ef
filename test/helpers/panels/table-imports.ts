import { expect } from 'vitest';
import type { ImportReply, ImportRequest } from '../../../src/admin/contract/import.js';
import type { Person } from './driver.js';

/** The import of any table, as its page asks for it. */

export type TableImport = Omit<ImportRequest, 'seen'>;

export async function importFile(
  person: Person,
  table: string,
  file: string | Buffer,
  question: TableImport,
  seen?: string,
): Promise<ImportReply> {
  const behind = Buffer.from(seen ?? '', 'base64');
  const parameters = new URLSearchParams({
    ...(question as unknown as Record<string, string>),
    ...(seen === undefined ? {} : { seen: String(behind.length) }),
  });
  const path = `/api/resources/${table}/actions/import?${parameters.toString()}`;
  const body = Buffer.concat([Buffer.from(file), behind]);
  const { status, json, text } = await person.upload(path, body);
  expect(status, text).toBe(200);
  return json as unknown as ImportReply;
}

/** Checks a file and imports it with what the check saw. */
export async function checkAndImport(
  person: Person,
  table: string,
  file: string | Buffer,
  question: Omit<TableImport, 'step'>,
) {
  const check = await importFile(person, table, file, { ...question, step: 'check' });
  const commit = () =>
    importFile(
      person,
      table,
      file,
      { mode: 'good', operationId: `import-${table}`, ...question, step: 'commit', mapping: JSON.stringify(check.mapping) }, // prettier-ignore
      check.seen,
    );
  return { check, commit };
}

/** Counts of a check or an import: added, changed, unchanged, refused. */
export function countsOf(counts: ImportReply['checked']): number[] {
  return [counts?.added, counts?.changed, counts?.unchanged, counts?.bad].map(Number);
}
