import { expect } from 'vitest';
import { type people, type SizedBook } from '../../helpers/books/sized-book.js';
import { PASSWORD } from '../../helpers/books/logins.js';
import type { Step } from '../../helpers/books/money-tour.js';
import { openPanels, type Person } from '../../helpers/panels/driver.js';
import { edit } from '../rows/forms.js';

/** The requests that users send all day, each as a step of its own. */

const A_WEEK = 'filters.created_at~~from=2026-02-02&filters.created_at~~to=2026-02-08';

/** Lists by their table and filter; `ANN` and `GUS` stand for Ann's id and Gus's agent. */
const lists: Record<keyof typeof people, string[]> = {
  ada: [
    ...['wagers', 'transactions', 'customers', 'agents', 'users'],
    ...['activities', 'audit_log', 'gradings'],
    ...['wagers?page=3', `wagers?${A_WEEK}`, 'wagers?filters.status=pending'],
    ...['wagers?filters.agent_id=GUS', 'wagers?filters.agent_id=GUS&filters.status=active'],
    ...['wagers?filters.customer_id=ANN', 'wagers?filters.customer_id=ANN&filters.status=pending'],
    ...['transactions?filters.status=pending', 'transactions?filters.type=deposit'],
    'transactions?filters.customer_id=ANN',
    'transactions?filters.customer_id=ANN&filters.type=deposit',
    'customers?filters.agent_id=GUS',
    ...['bulk_runs', 'wagers?filters.description=quetzal'],
  ],
  gus: [
    ...['wagers', 'transactions', 'customers', 'activities'],
    ...['wagers?page=3', `wagers?${A_WEEK}`, 'wagers?filters.status=pending'],
    ...['wagers?filters.customer_id=ANN', 'wagers?filters.customer_id=ANN&filters.status=pending'],
    ...['transactions?filters.status=pending', 'transactions?filters.type=deposit'],
    'transactions?filters.type=deposit&totals=1',
    'transactions?filters.customer_id=ANN&filters.type=deposit',
    'activities?filters.type=wager_placed',
  ],
  ann: [
    ...['wagers', 'transactions', 'activities', 'wagers?page=3', `wagers?${A_WEEK}`],
    ...['wagers?filters.status=active', 'wagers?filters.status~~in=pending,active'],
    ...['wagers?filters.status=active&totals=1', 'transactions?filters.type=deposit'],
    'transactions?filters.status=pending',
  ],
  // Her rows grow with the book.
  olga: [
    ...['wagers', 'wagers?filters.status=active', `wagers?${A_WEEK}`, 'customers'],
    ...['transactions', 'activities'],
  ],
};

export async function everyHotRead(book: SizedBook, step: Step): Promise<void> {
  const { context, ann, gusAgentId } = book;
  const server = await openPanels(context);
  for (const username of Object.keys(lists) as (keyof typeof lists)[]) {
    const person = await step(`${username} signs in`, () => server.signIn(username, PASSWORD));
    const get = async (path: string, name = path) => {
      const address = path.replaceAll('ANN', ann).replaceAll('GUS', gusAgentId);
      const reply = await step(`${username} reads ${name}`, () => person.get(address));
      expect(reply.status, `${username} reads ${path}: ${reply.text}`).toBe(200);
      return reply.json;
    };
    await get('/resources/wagers');
    if (username === 'ada') await get('/api/resources/customers/actions/search/ann');
    for (const list of lists[username]) {
      const [table = '', query = ''] = list.split('?');
      const path = `/api/resources/${table}/actions/list?${query}`;
      const { meta, records } = await get(path, list);
      if (/page=|totals=/.test(query)) continue;
      await get(`${path}&page=2&after=${meta.after ?? ''}`, `the second page of ${list}`);
      if (query !== '') continue;
      await get(`/api/resources/${table}/records/${records[0]?.id ?? ''}/show`, `one of ${table}`);
    }
    if (username !== 'ann') await quickSearches(get);
    if (username === 'olga') continue;
    await get('/api/resources/customers/records/ANN/show');
    await get('/api/resources/customers/records/ANN/statement?read=1');
  }
  const ada = await server.signIn('ada', PASSWORD);
  await chooseAllThatMatch(book, ada, step);
  await makeAndEdit(book, ada, step);
}

async function quickSearches(get: (path: string) => Promise<unknown>): Promise<void> {
  for (const text of ['w-1', 'ann', 'customer 1', 'a1']) {
    await get(`/api/dashboard?part=search&q=${encodeURIComponent(text)}`);
  }
}

async function chooseAllThatMatch(
  { context, ann }: SizedBook,
  admin: Person,
  step: Step,
): Promise<void> {
  const path = `/api/resources/wagers/actions/settleAll?filters.customer_id=${ann}&filters.status=active`;
  await step('ada looks at all that match', () => admin.get(`${path}&read=1`));
  const fields = { step: 'commit', operationId: context.newId(), result: 'win' };
  const reply = await step('ada chooses all that match', () => admin.post(path, fields));
  expect(reply.json.redirectUrl, reply.text).toContain('/bulk_runs/');
}

async function makeAndEdit({ gusAgentId }: SizedBook, admin: Person, step: Step): Promise<void> {
  const customers = '/api/resources/customers';
  const fields = { name: 'Cleo', email: 'cleo@people.test', agent_id: gusAgentId };
  const made = await step('ada makes a customer', () =>
    admin.post(`${customers}/actions/new`, fields),
  );
  expect(made.json.record.errors, made.text).toEqual({});
  const record = `${customers}/records/${made.json.record.id}/edit`;
  const edited = await step('ada edits a customer', () =>
    admin.post(record, edit({ name: ['Cleo', 'Clea'] })),
  );
  expect(edited.json.record.errors, edited.text).toEqual({});
}
