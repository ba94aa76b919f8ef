import { EDIT_PREFIX } from '../../../../src/admin/contract/bulk.js';
import type { ImportReply } from '../../../../src/admin/contract/import.js';
import { DUPLICATE_FIELD } from '../../../../src/admin/contract/panel.js';
import { toCsvLine } from '../../../../src/files/csv.js';
import type { TestEngine } from '../../../helpers/engines/engines.js';
import { readingProbes } from '../../access-matrix/probes.js';
import { refusedProbes } from '../../access-matrix/writes.js';
import { signInToBoth } from '../pair.js';
import { readingRequests, textOf } from '../reading-requests.js';
import type { PairTarget } from '../rows-of-both.js';
import { sample } from '../sample.js';
import type { Pair, PairedPerson, PairProbe } from '../types.js';
import { openRandomWorlds } from './random-worlds.js';

/** Reads and writes random tables as an agent and as a customer, in both worlds. */

export async function compareRandomWorlds(
  engine: TestEngine,
  seed: number,
  each: number,
): Promise<Pair & { statements: string[] }> {
  const { pair, targetsOf, statements, tables } = await openRandomWorlds(engine, seed);
  for (const [username, role] of [
    ['gus', 'agent'],
    ['cleo', 'customer'],
  ] as const) {
    const person = await signInToBoth(pair, username);
    const targets = targetsOf(role);
    const probes = [
      ...readingRequests({ targets, rows: new Map(), visible: new Map() }),
      ...targets.flatMap((target) => readingProbes(target, target.visible)),
      ...targets.flatMap((target) => refusedProbes(target, target.visible)),
    ];
    for (const probe of sample(probes, each)) await person.ask(probe);
    for (const target of targets) {
      // A value that only a row of others has is refused: the test of clashes compares those.
      const unique = tables
        .find(({ name }) => name === target.table)
        ?.columns.flatMap(({ name, rest }) => (rest.includes('UNIQUE') ? [name] : []));
      const columns = target.columns.filter((name) => unique?.includes(name) !== true);
      await writeRows(person, { ...target, columns });
    }
  }
  return { ...pair, statements };
}

const post = (path: string, fields: Record<string, unknown>): PairProbe => ({
  ...{ method: 'POST', path, fields },
});

/** Sends the forms of one table, with keys and values of rows of others. */
async function writeRows(person: PairedPerson, target: PairTarget): Promise<void> {
  const { id, own, foreign, columns } = target;
  const api = `/api/resources/${id}`;
  const address = (key: string) => `${api}/records/${encodeURIComponent(key)}`;
  const keys = [...own.slice(0, 2), ...foreign].map(({ key }) => key);
  const operation = (name: string) => ({ operationId: `${person.username}-${id}-${name}` });
  for (const { key } of [...own, ...foreign]) {
    await person.ask(post(`${address(key)}/delete`, { step: 'preview', ...operation('preview') }));
  }
  for (const { values } of foreign) {
    for (const column of columns) {
      const edit = { [column]: textOf(values[column]), [`__original.${column}`]: '' };
      await person.ask(post(`${address(own[1]?.key ?? '')}/edit`, edit));
    }
  }
  await writeMany(person, target, operation);
  for (const key of keys) {
    await person.ask(post(`${api}/actions/new`, { [DUPLICATE_FIELD]: key, id: `new-${key}` }));
    await person.ask(post(`${api}/actions/new`, { id: 'new', ref: key, agent: 'a2' }));
  }
  await person.ask({ method: 'GET', path: `${api}/actions/list?perPage=100` });
}

/** Edits chosen rows and rows of a filter, and imports changes, by keys of rows of others too. */
async function writeMany(
  person: PairedPerson,
  { id, own, foreign, columns }: PairTarget,
  operation: (name: string) => { operationId: string },
): Promise<void> {
  const api = `/api/resources/${id}`;
  const keys = [...own.slice(0, 2), ...foreign].map(({ key }) => key);
  const [column = 'c0'] = columns.filter((name) => /^c\d$/.test(name));
  const typed = { [`${EDIT_PREFIX}${column}`]: textOf(foreign[1]?.values[column]) };
  const chosen = `${api}/bulk/editChosen?recordIds=${keys.map(encodeURIComponent).join(',')}`;
  for (const [index, path] of [chosen, `${api}/actions/editAll`].entries()) {
    const edit = { step: 'commit', ...operation(`edit-${index}`), ...typed };
    const [{ json }] = await person.ask(post(path, edit));
    if (typeof json.redirectUrl !== 'string') continue;
    const run = `/api${json.redirectUrl.replace(/^\/admin/, '').replace(/\/show$/, '')}`;
    await person.ask({ method: 'GET', path: `${run}/show?read=1&part=preview` });
    await person.ask(post(`${run}/start`, { step: 'commit', ...operation(`start-${index}`) }));
    await person.ask({ method: 'GET', path: `${run}/refused` });
  }
  const file = [
    toCsvLine(['id', column]),
    ...[...own.slice(0, 2), ...foreign].map(({ values }, index) =>
      toCsvLine([textOf(values['id']), `value ${index}`]),
    ),
  ].join('');
  const importing = `${api}/actions/import?way=update`;
  const [{ json }] = await person.ask({ method: 'POST', path: `${importing}&step=check`, file });
  const { operationId = 'none-given', seen = '' } = json as unknown as ImportReply;
  const behind = Buffer.from(seen, 'base64');
  const path = `${importing}&step=commit&mode=good&operationId=${operationId}&seen=${behind.length}`;
  const sent = Buffer.concat([Buffer.from(file), behind]);
  await person.ask({ method: 'POST', path, file: sent });
}
