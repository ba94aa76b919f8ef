import { ValidationError } from 'adminjs';
import { expect, it } from 'vitest';
import { resources } from '../../../resources/index.js';
import { createPanels } from '../../../src/admin/panels/panels.js';
import { callOfActor } from '../../../src/admin/request/user.js';
import { openBookOf } from '../../helpers/books/logins.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { readingTogether } from '../../helpers/engines/together.js';
import { stubAssets, type PanelReply, type Person } from '../../helpers/panels/driver.js';
import { edit, errorsOf, openForms } from './forms.js';

/** Limits that an agent gives in its forms: no more than its credit, also when many are sent at once. */

/** The read of an agent's credit. */
const CREDIT = /credit_used FROM agents/;

let emails = 0;

function create(person: Person, limit: string, name = 'New'): Promise<PanelReply> {
  return person.post('/api/resources/customers/actions/new', {
    ...{ name, email: `new${(emails += 1)}@customers.test` },
    ...(limit === '' ? {} : { betting_limit: limit }),
  });
}

const raise = (person: Person, id: string, before: string, after: string) =>
  person.post(
    `/api/resources/customers/records/${id}/edit`,
    edit({ betting_limit: [before, after] }),
  );

describeOnEngines('credit of an agent', (engine) => {
  /** Agent a1 has customers with limits of 300 and 200. */
  async function openCredit(credit: number | null) {
    const { book, anna, agnes } = await openForms(engine);
    await book.customer('ann', 'a1');
    await book.customer('bob', 'a1');
    await book.rows(`UPDATE customers SET betting_limit = iif(id = 'ann', 300, 200) RETURNING id`);
    await book.rows(`UPDATE agents SET credit_limit = ? WHERE id = 'a1' RETURNING id`, credit);
    const limits = async () => {
      const [row] = await book.rows(`SELECT credit_limit, credit_used, credit_free,
        (SELECT sum(betting_limit) FROM customers WHERE agent_id = 'a1') AS sum
        FROM agents WHERE id = 'a1'`);
      return row;
    };
    return { book, anna, agnes, limits };
  }

  it('an agent without credit makes customers with limit 0, and raises none', async () => {
    const { book, agnes, limits } = await openCredit(null);
    expect((await create(agnes, '')).json.notice.type).toBe('success');
    expect((await create(agnes, '0')).json.notice.type).toBe('success');
    expect(await book.rows(`SELECT betting_limit FROM customers WHERE name = 'New'`)).toEqual([
      { betting_limit: 0 },
      { betting_limit: 0 },
    ]);
    expect(errorsOf(await create(agnes, '0.01'))).toEqual({
      betting_limit:
        'agent Agent a1 has no credit, and sets no betting limits; leave the limit at 0.00, or ask an administrator for a credit limit',
    });
    expect(errorsOf(await raise(agnes, 'ann', '300', '301'))).toEqual({
      betting_limit:
        'agent Agent a1 has no credit, and sets no betting limits; leave the limit at 300.00 or below, or ask an administrator for a credit limit',
    });
    expect((await raise(agnes, 'ann', '300', '250')).json.notice.message).toBe(
      'Customer Customer ann: betting limit changed',
    );
    expect(await limits()).toMatchObject({ credit_used: 450, sum: 450, credit_free: null });
  });

  it('an agent gives what is left of its credit, and a refusal says how much that is', async () => {
    const { agnes, limits } = await openCredit(1000);
    expect(errorsOf(await create(agnes, '500.01'))).toEqual({
      betting_limit:
        'the betting limits of the customers of Agent a1 would sum to 1,000.01, and its credit limit is 1,000.00; 500.00 of credit is left, so this limit can be 500.00 at most; an administrator can raise the credit limit',
    });
    expect((await create(agnes, '100')).json.notice.type).toBe('success');
    const refused = errorsOf(await raise(agnes, 'bob', '200', '601'));
    expect(refused['betting_limit']).toMatch(
      /would sum to 1,001\.00.*400\.00 of credit is left, so this limit can be 600\.00 at most/,
    );
    expect((await raise(agnes, 'bob', '200', '600')).json.notice.type).toBe('success');
    expect(await limits()).toEqual({
      ...{ credit_limit: 1000, credit_used: 1000, credit_free: 0, sum: 1000 },
    });
    const shown = await agnes.get('/api/resources/agents/records/a1/show');
    expect(shown.json.record.params).toMatchObject({ credit_limit: 1000, credit_free: 0 });
  });

  it('an agent lowers limits also when an administrator lowered its credit below them', async () => {
    const { anna, agnes, limits } = await openCredit(1000);
    const lowered = await anna.post(
      '/api/resources/agents/records/a1/edit',
      edit({ credit_limit: ['1000', '400'] }),
    );
    expect(lowered.json.notice.message).toBe(
      'Agent Agent a1: credit limit changed; the betting limits of the customers of Agent a1 sum to 500.00, above its credit limit of 400.00: until they fit again, the agent can lower limits and raise none',
    );
    expect((await raise(agnes, 'bob', '200', '150')).json.notice.type).toBe('success');
    expect(errorsOf(await raise(agnes, 'bob', '150', '160'))['betting_limit']).toMatch(
      /0\.00 of credit is left, so this limit can be 150\.00 at most/,
    );
    expect(await limits()).toMatchObject({ credit_used: 450, credit_free: -50 });
  });

  it('administrators are not bound, and their form says when limits exceed the credit', async () => {
    const { anna, limits } = await openCredit(500);
    const warned = await raise(anna, 'ann', '300', '400');
    expect(warned.json.notice.message).toBe(
      'Customer Customer ann: betting limit changed; the betting limits of the customers of Agent a1 sum to 600.00, above its credit limit of 500.00: until they fit again, the agent can lower limits and raise none',
    );
    expect(await limits()).toMatchObject({ credit_used: 600 });
    const moved = await anna.post(
      '/api/resources/customers/records/ann/edit',
      edit({ agent_id: ['a1', 'a2'] }),
    );
    expect(moved.json.notice.message).toBe('Customer Customer ann: agent changed');
    expect(await limits()).toMatchObject({ credit_used: 200, sum: 200 });
  });

  it('agents neither change their credit nor learn that of others', async () => {
    const { agnes, limits } = await openCredit(500);
    const change = edit({ credit_limit: ['500', '9000'], credit_used: ['500', '0'] });
    expect((await agnes.post('/api/resources/agents/records/a1/edit', change)).status).toBe(404);
    expect((await agnes.get('/api/resources/agents/records/a2/show')).status).toBe(404);
    expect(await limits()).toMatchObject({ credit_limit: 500, credit_used: 500 });
  });

  it('holds among 50 creates and edits that read before any of them writes', async () => {
    const book = await openBookOf(engine, {
      agents: ['a1'],
      customers: { ann: 'a1', bob: 'a1' },
      logins: { agnes: { agent: 'a1' } },
      sql: ['UPDATE customers SET betting_limit = 100', 'UPDATE agents SET credit_limit = 1000'],
    });
    const { database, hasMet } = readingTogether(book.context.database, CREDIT, 50);
    const panels = await createPanels({ ...book.context, database }, resources, {
      assets: stubAssets,
    });
    const customers = panels.resources('agent').get('customers');
    const [login] = await book.rows(`SELECT id FROM users WHERE username = 'agnes'`);
    const userId = String(login?.['id']);
    const call = callOfActor({ ...book.actor, userId, role: 'agent', agentId: 'a1' });
    const refused: string[] = [];
    const keepRefusal = (error: unknown) => {
      if (!(error instanceof ValidationError)) throw error;
      refused.push(Object.keys(error.propertyErrors).join());
    };
    const writes = Array.from({ length: 50 }, (_, index) => {
      const raised = edit({ betting_limit: ['100', '330'] });
      if (index < 2) return customers?.update(index === 0 ? 'ann' : 'bob', raised, call);
      const email = `racing${index}@customers.test`;
      return customers?.create({ name: 'Racing', email, betting_limit: '230' }, call);
    });
    await Promise.all(writes.map(async (write) => write?.catch(keepRefusal)));
    expect(hasMet()).toBe(true);
    // Three raises of 230 fit into the 800 that were left.
    expect(refused).toHaveLength(47);
    expect(new Set(refused)).toEqual(new Set(['betting_limit']));
    expect(
      await book.rows(`SELECT credit_used, credit_free,
        (SELECT sum(betting_limit) FROM customers) AS sum FROM agents`),
    ).toEqual([{ credit_used: 890, credit_free: 110, sum: 890 }]);
    expect(await brokenInvariants(book.context)).toEqual([]);
  });
});
