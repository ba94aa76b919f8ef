import { EDIT_PREFIX } from '../../../src/admin/contract/bulk.js';
import type { ImportReply } from '../../../src/admin/contract/import.js';
import { DUPLICATE_FIELD } from '../../../src/admin/contract/panel.js';
import { toCsvLine } from '../../../src/files/csv.js';
import type { PanelReply } from '../../helpers/panels/driver.js';
import type { PairTarget, RowsOfBoth } from './rows-of-both.js';
import { textOf } from './reading-requests.js';
import type { Both, PairedPerson, PairProbe } from './types.js';

/** Requests that write as forms do, with values and ids of rows of others beside the caller's own. */

const post = (path: string, fields: Record<string, unknown>): PairProbe => ({
  ...{ method: 'POST', path, fields },
});

const MISSING = 'never-there';

/** Makes the requests of one caller, each with form ids of its own. */
export class Writer {
  #forms = 0;
  readonly #person: PairedPerson;
  readonly #targets: ReadonlyMap<string, PairTarget>;

  constructor(person: PairedPerson, { targets }: RowsOfBoth) {
    this.#person = person;
    const known = targets.filter(({ visible }) => visible !== null);
    this.#targets = new Map(known.map((target) => [target.table, target]));
  }

  /** Sends all of them. */
  async write(): Promise<void> {
    await this.#bets();
    await this.#payments();
    await this.#customers();
    await this.#handouts();
    await this.#bulkEdits();
    await this.#importedHandouts();
    await this.#importedCustomers();
    await this.#views();
    await this.#account();
  }

  #send(probe: PairProbe): Promise<Both<PanelReply>> {
    return this.#person.ask(probe);
  }

  /** Posts a form's preview, and then the form. */
  async #submit(path: string, fields: Record<string, unknown>): Promise<void> {
    const form = { ...fields, operationId: this.#formId() };
    const [{ json }] = await this.#send(post(path, { ...form, step: 'preview' }));
    const token = (json as { preview?: { token?: string } }).preview?.token;
    const commit = { ...form, step: 'commit', ...(token === undefined ? {} : { token }) };
    await this.#send(post(path, commit));
    // A lost answer is asked for again.
    await this.#send(post(path, commit));
  }

  #formId(): string {
    this.#forms += 1;
    return `form-of-${this.#person.username}-${this.#forms}`;
  }

  /** Keys of the caller's first rows, of rows of others, and one that no row has. */
  #keys(table: string): string[] {
    const { own = [], foreign = [] } = this.#targets.get(table) ?? {};
    return [...[...own.slice(0, 2), ...foreign].map(({ key }) => key), MISSING];
  }

  #foreignTexts(table: string, column: string): string[] {
    const { foreign = [] } = this.#targets.get(table) ?? {};
    return foreign.map(({ values }) => textOf(values[column])).filter((text) => text !== '');
  }

  async #bets(): Promise<void> {
    const api = '/api/resources/wagers';
    const bet = { amount: '5', odds: '-110', description: 'a bet' };
    for (const customerId of this.#keys('customers')) {
      await this.#submit(`${api}/actions/place`, { ...bet, customerId });
    }
    await this.#submit(`${api}/actions/place`, { ...bet, customerId: this.#keys('customers')[0] });
    for (const key of this.#keys('wagers')) {
      await this.#submit(`${api}/records/${key}/accept`, {});
      await this.#submit(`${api}/records/${key}/cancel`, { reason: 'a reason' });
      await this.#submit(`${api}/records/${key}/settle`, { result: 'win' });
    }
    await this.#send({ method: 'GET', path: `${api}/actions/list?totals=1` });
    await this.#send({ method: 'GET', path: `${api}/actions/list?perPage=100` });
  }

  async #payments(): Promise<void> {
    const path = '/api/resources/transactions/actions/createNew';
    for (const customerId of this.#keys('customers')) {
      const payment = { customerId, amount: '7', type: 'deposit', description: 'a deposit' };
      await this.#submit(path, payment);
      await this.#submit(path, { ...payment, type: 'withdrawal' });
    }
    await this.#send({ method: 'GET', path: '/api/dashboard' });
  }

  async #customers(): Promise<void> {
    const api = '/api/resources/customers';
    const names = this.#foreignTexts('customers', 'name');
    const phones = this.#foreignTexts('customers', 'phone');
    for (const [index, name] of [...names, 'a new name'].entries()) {
      const email = `new${index}@fresh.test`;
      const phone = phones[index] ?? '';
      await this.#send(post(`${api}/actions/new`, { name, email, phone }));
      // The second one clashes with the caller's own.
      await this.#send(post(`${api}/actions/new`, { name, email, phone, agent_id: MISSING }));
    }
    const [own] = this.#targets.get('customers')?.own ?? [];
    const originals = { '__original.name': own?.values['name'], '__original.phone': '' };
    for (const key of this.#keys('customers')) {
      for (const name of names) {
        await this.#send(
          post(`${api}/records/${key}/edit`, { name, ...originals, agent_id: names[0] }),
        );
      }
    }
  }

  async #handouts(): Promise<void> {
    const api = '/api/resources/handouts';
    for (const name of [...this.#foreignTexts('handouts', 'name'), 'a new handout']) {
      for (const original of this.#keys('handouts')) {
        await this.#send(post(`${api}/actions/new`, { name, [DUPLICATE_FIELD]: original }));
      }
    }
    const keys = this.#keys('handouts');
    for (const key of keys.slice(1)) await this.#submit(`${api}/records/${key}/delete`, {});
    await this.#submit(`${api}/bulk/deleteChosen?recordIds=${keys.join(',')}`, {});
    await this.#submit(`${api}/bulk/deleteChosen?recordIds=${keys.slice(2).join(',')}`, {});
  }

  async #bulkEdits(): Promise<void> {
    const api = '/api/resources/handouts';
    const keys = this.#keys('handouts').join(',');
    const names = this.#foreignTexts('handouts', 'name');
    const addresses = [
      `${api}/bulk/editChosen?recordIds=${keys}`,
      `${api}/actions/editAll`,
      ...names.map((name) => `${api}/actions/editAll?filters.name=${encodeURIComponent(name)}`),
    ];
    for (const address of addresses) {
      const fields = { step: 'commit', operationId: this.#formId(), [`${EDIT_PREFIX}name`]: 'new' };
      const [{ json }] = await this.#send(post(address, fields));
      if (typeof json.redirectUrl !== 'string') continue;
      const run = `/api${json.redirectUrl.replace(/^\/admin/, '').replace(/\/show$/, '')}`;
      await this.#send({ method: 'GET', path: `${run}/show?read=1` });
      await this.#send({ method: 'GET', path: `${run}/show?read=1&part=preview` });
      await this.#submit(`${run}/start`, {});
      await this.#send({ method: 'GET', path: `${run}/show?read=1` });
      await this.#send({ method: 'GET', path: `${run}/result` });
      await this.#send({ method: 'GET', path: `${run}/refused` });
      await this.#submit(`${run}/undo`, { reason: 'a reason' });
    }
    await this.#send({ method: 'GET', path: '/api/resources/bulk_runs/actions/list' });
  }

  async #importedHandouts(): Promise<void> {
    const api = '/api/resources/handouts/actions/import';
    const names = this.#foreignTexts('handouts', 'name');
    const keys = this.#keys('handouts');
    const file = [
      toCsvLine(['id', 'name']),
      ...keys.map((key, index) => toCsvLine([key, names[index] ?? `name ${index}`])),
    ].join('');
    for (const way of ['add', 'update', 'both']) {
      const question = `${api}?way=${way}`;
      const [{ json }] = await this.#send({
        ...{ method: 'POST', path: `${question}&step=check`, file },
      });
      const { operationId = 'none-given', seen = '' } = json as unknown as ImportReply;
      const behind = Buffer.from(seen, 'base64');
      for (const mode of ['all', 'good']) {
        const path = `${question}&step=commit&mode=${mode}&operationId=${operationId}&seen=${behind.length}`;
        await this.#send({
          method: 'POST',
          path,
          file: Buffer.concat([Buffer.from(file), behind]),
        });
      }
    }
  }

  async #importedCustomers(): Promise<void> {
    const api = '/api/resources/customers/actions/import';
    const names = this.#foreignTexts('customers', 'name');
    const rows = names.map((name, index) => [name, `imported${index}@fresh.test`, '']);
    const own = textOf(this.#targets.get('customers')?.own[0]?.values['email']);
    for (const more of [[], [['a clash of their own', own, '']], [['', 'no email', '1']]]) {
      const lines = [['name', 'email', 'phone'], ...rows, ...more].map((row) => toCsvLine(row));
      const file = lines.join('');
      const [{ json }] = await this.#send({ method: 'POST', path: `${api}?step=check`, file });
      const { operationId = 'none-given' } = json as unknown as ImportReply;
      for (const mode of ['all', 'good']) {
        const path = `${api}?step=commit&mode=${mode}&operationId=${operationId}`;
        await this.#send({ method: 'POST', path, file });
      }
    }
  }

  async #views(): Promise<void> {
    for (const [table, { actions, columns }] of this.#targets) {
      if (!actions.has('views')) continue;
      const path = `/api/resources/${table}/actions/views`;
      const names = this.#foreignTexts('saved_views', 'name');
      for (const name of [...names, 'a view']) {
        const search = `filters.${columns[0] ?? ''}=${MISSING}&sortBy=${columns[1] ?? ''}`;
        await this.#send(post(path, { step: 'save', name, search }));
      }
      for (const id of this.#keys('saved_views')) {
        await this.#send(post(path, { step: 'remove', id }));
      }
      await this.#send(post(path, { step: 'columns', columns: columns.join(',') }));
      await this.#send({ method: 'GET', path: `/api/resources/${table}/actions/list` });
    }
  }

  async #account(): Promise<void> {
    for (const session of this.#keys('sessions')) {
      await this.#send(post('/account/sessions', { session }));
    }
    await this.#send(post('/account/password', { current: 'wrong', password: 'x', again: 'x' }));
  }
}
