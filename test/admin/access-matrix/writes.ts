import { EDIT_PREFIX } from '../../../src/admin/contract/bulk.js';
import { toCsvLine } from '../../../src/files/csv.js';
import { pictureOf } from './handouts.js';
import { sampleRows, samplesOf, type Probe, type Target } from './probes.js';
import type { Dump, World } from './world.js';

/** Requests that change something, or would if they were not refused. */

/** Requests that would change something, of a shape that no form of ours sends. */
export function refusedProbes(target: Target, visible: ReadonlySet<string> | null): Probe[] {
  const { table, id, columns, rows, actions } = target;
  const api = `/api/resources/${id}`;
  const samples = samplesOf(target, visible);
  const all = rows.map(({ key }) => key).join(',') || 'x';
  const fields = Object.fromEntries(
    columns.map((column) => [column, rows.at(-1)?.values[column] ?? 'zqtyped']),
  );
  return [...actions].flatMap(([name, { type, methods, uploadBytes }]): Probe[] => {
    const action = methods.includes('POST') ? name : 'none';
    const body = uploadBytes === undefined ? { fields } : { file: fileOf(fields) };
    const post = (path: string) =>
      ({ kind: 'direct POST', table, method: 'POST', path, action, ...body }) as const;
    switch (type) {
      case 'resource':
        // A form without a form id of its own: see the forged ones.
        return name === 'new' ? [] : [post(`${api}/actions/${name}`)];
      case 'bulk':
        return [post(`${api}/bulk/${name}?recordIds=${all}`)];
      case 'record':
        return samples.map(({ key, rowid }) => ({
          ...post(`${api}/records/${key}/${name}`),
          rowid,
        }));
    }
  });
}

/** Requests as our forms send them, about rows that the caller may not see. */
export function foreignProbes(
  { table, id, rows, actions, columns }: Target,
  visible: ReadonlySet<string>,
  world: World,
): Probe[] {
  const api = `/api/resources/${id}`;
  const foreign = rows.filter(({ rowid }) => !visible.has(rowid));
  return sampleRows(foreign, 2).flatMap(({ key, rowid, values }) =>
    [...actions].flatMap(([action, { type, formFileBytes }]): Probe[] => {
      if (type === 'resource') return [];
      const path =
        type === 'bulk'
          ? `${api}/bulk/${action}?recordIds=${key}`
          : `${api}/records/${key}/${action}`;
      const fields =
        action === 'edit'
          ? editFields(columns, values)
          : { ...form(world), ...bulkFields(columns) };
      const probe = {
        kind: `foreign ${type}`,
        table,
        method: 'POST',
        path,
        action,
        rowid,
      } as const;
      if (formFileBytes === undefined) return [{ ...probe, fields }];
      return [
        { ...probe, fields },
        { ...probe, files: filesOf(fields) },
      ];
    }),
  );
}

/** New rows and operations that name somebody else's rows, in forms that would be right otherwise. */
export function forgedProbes(
  { table, id, rows, actions, columns }: Target,
  visible: ReadonlyMap<string, ReadonlySet<string>>,
  all: Dump,
  world: World,
): Probe[] {
  const foreign = (name: string) =>
    all.get(name)?.find(({ rowid }) => !visible.get(name)?.has(String(rowid)))?.['id'];
  const template = rows.at(-1)?.values ?? {};
  const typed = columns.map((column): [string, unknown] => [
    column,
    typeof template[column] === 'number' ? template[column] : `zqforged${table}${column}`,
  ]);
  const customer = foreign('customers');
  const row = { status: 'active', customer_id: customer, agent_id: foreign('agents'), balance: 77 };
  return [...actions]
    .filter(([, { type, methods }]) => type === 'resource' && methods.includes('POST'))
    .flatMap(([action, { uploadBytes, formFileBytes }]): Probe[] => {
      const probe: Omit<Probe, 'path'> = { kind: 'forged', table, method: 'POST', action };
      const path = `/api/resources/${id}/actions/${action}`;
      const whole = { ...Object.fromEntries(typed), ...row };
      if (uploadBytes !== undefined) {
        const commit = `step=commit&mode=good&operationId=${world.context.newId()}`;
        const seen = '&seen=6';
        const file = fileOf(whole);
        return [
          { ...probe, path: `${path}?${commit}`, file },
          { ...probe, path: `${path}?${commit}&way=update${seen}`, file: `${file}zqseen` },
          { ...probe, path: `${path}?${commit}&way=both${seen}`, file: `${file}zqseen` },
          { ...probe, path: `${path}?step=check&way=update`, file },
          { ...probe, method: 'GET', path: `${path}?template=csv` },
          { ...probe, method: 'GET', path: `${path}?template=xlsx` },
        ];
      }
      const fields =
        action === 'new' ? whole : { ...form(world), ...bulkFields(columns), customerId: customer };
      const forged = { ...probe, path, fields };
      if (formFileBytes === undefined) return [forged];
      return [forged, { ...probe, path, files: filesOf(fields) }];
    });
}

/** A form with its values as texts, and as a file in each column of files. */
function filesOf(fields: Record<string, unknown>): Record<string, string | File> {
  const entries = Object.entries(fields).map(([name, value]): [string, string | File] => {
    if (name === 'scan' || name === 'draft')
      return [name, new File([pictureOf('zqforgedfile')], 'a.gif')];
    return [name, typeof value === 'string' ? value : JSON.stringify(value ?? '')];
  });
  return Object.fromEntries(entries);
}

/** One row, without columns that nobody may read: a reply says the headers of its file again. */
function fileOf(values: Record<string, unknown>): string {
  const readable = Object.entries(values).filter(([name]) => !/_(index|token)$/.test(name));
  const cells = readable.map(([, value]) =>
    typeof value === 'string' ? value : JSON.stringify(value ?? ''),
  );
  return toCsvLine(readable.map(([name]) => name)) + toCsvLine(cells);
}

function form(world: World): Record<string, unknown> {
  return {
    ...{ step: 'commit', operationId: world.context.newId(), amount: '5', odds: '-110' },
    ...{ result: 'win', reason: 'zqreason', description: 'zqforged', type: 'deposit' },
    ...{ password: 'zq long enough pw', username: 'zqforged', role: 'admin' },
  };
}

/** New values of an edit of many rows. */
function bulkFields(columns: readonly string[]): Record<string, unknown> {
  const open = columns.filter((column) => ['status', 'name'].includes(column));
  return Object.fromEntries(open.map((column) => [`${EDIT_PREFIX}${column}`, 'suspended']));
}

function editFields(
  columns: readonly string[],
  values: Record<string, unknown>,
): Record<string, unknown> {
  const pairs = columns.flatMap((column) => [
    [column, 'zqtyped'],
    [`__original.${column}`, values[column] ?? null],
  ]);
  return Object.fromEntries(pairs) as Record<string, unknown>;
}
