import type { ResourceDeclaration } from '../../../src/admin/declaration/resource.js';
import { toCsvLine } from '../../../src/files/csv.js';
import type { TestEngine } from '../../helpers/engines/engines.js';
import { openPair, signInToBoth } from './pair.js';
import { EMAIL_OF_OTHERS, OPERATION_OF_OTHERS, openBookWorlds } from './tenants.js';
import type { Pair, PairedPerson, PairProbe } from './types.js';

/**
 * Requests whose answers may differ, each in worlds of its own: after one, the caller's own rows
 * differ.
 */

/** @param customerId of a customer of the caller */
type Clash = (person: PairedPerson, customerId: string) => Promise<unknown>;

const api = '/api/resources/customers';
const importing = `${api}/actions/import`;
const file = toCsvLine(['name', 'email', 'phone']) + toCsvLine(['Somebody', EMAIL_OF_OTHERS, '']);

const clashes: Clash[] = [
  (person) => {
    const fields = { name: 'Somebody', email: EMAIL_OF_OTHERS, phone: '' };
    return person.ask(post(`${api}/actions/new`, fields));
  },
  async (person, customerId) => {
    const record = `${api}/records/${customerId}`;
    const [{ json }] = await person.ask({ method: 'GET', path: `${record}/show` });
    const email = { email: EMAIL_OF_OTHERS, '__original.email': json.record.params['email'] };
    await person.ask(post(`${record}/edit`, email));
  },
  (person) => person.ask({ method: 'POST', path: `${importing}?step=check`, file }),
  (person) => {
    const path = `${importing}?step=commit&mode=good&operationId=import-of-somebody`;
    return person.ask({ method: 'POST', path, file });
  },
  (person, customerId) =>
    person.ask(
      post('/api/resources/wagers/actions/place', {
        ...{ step: 'commit', operationId: OPERATION_OF_OTHERS, customerId },
        ...{ amount: '5', odds: '-110', description: 'a bet' },
      }),
    ),
  (person) => deleteFirstHandout(person, ''),
];

const deleteFirstHandout: Clash = async (person) => {
  const list = '/api/resources/handouts/actions/list?sortBy=id&direction=asc';
  const [{ json }] = await person.ask({ method: 'GET', path: list });
  const record = `/api/resources/handouts/records/${json.records[0]?.id ?? ''}/delete`;
  const form = { operationId: 'delete-of-a-handout' };
  const [shown] = await person.ask(post(record, { ...form, step: 'preview' }));
  const token = shown.json.preview?.token;
  await person.ask(post(record, { ...form, step: 'commit', token }));
};

const post = (path: string, fields: Record<string, unknown>): PairProbe => ({
  ...{ method: 'POST', path, fields },
});

/** Compares the answers to requests that clash with a row of the second world. */
export async function compareClashes(
  engine: TestEngine,
  declarations: readonly ResourceDeclaration[],
): Promise<Pick<Pair, 'asked' | 'differences' | 'met'>> {
  const all: Pick<Pair, 'asked' | 'differences' | 'met'> = {
    ...{ asked: 0, differences: [], met: new Set<string>() },
  };
  for (const clash of clashes) {
    const { books, personas } = await openBookWorlds(engine);
    const pair = await openPair(books, declarations);
    const person = await signInToBoth(pair, personas.agent.username);
    await clash(person, personas.customer.customerId ?? '');
    all.asked += pair.asked;
    all.differences.push(...pair.differences);
    for (const name of pair.met) all.met.add(name);
  }
  return all;
}
