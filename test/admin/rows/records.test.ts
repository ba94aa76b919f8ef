import { expect, it } from 'vitest';
import type { Book } from '../../helpers/books/logins.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import type { PanelReply } from '../../helpers/panels/driver.js';
import { edit, errorsOf, openCustomers } from './forms.js';

/** Forms: what is written of what was posted, and what a person is told when nothing is. */

describeOnEngines('record forms', (engine) => {
  it('write changed, allowed columns only, with the audit row', async () => {
    const { book, anna } = await openCustomers(engine);
    book.clock.advance({ minutes: 5 });
    const reply = await anna.post('/api/resources/customers/records/c1/edit', {
      ...edit({ name: ['Customer c1', 'Carla'], phone: ['', '555-0100'] }),
      ...edit({ balance: ['0', '1000000'], version: ['0', '99'], id: ['c1', 'c2'] }),
      ...edit({ created_at: ['2026-03-02T12:00:00Z', '2020-01-01'], phone_index: ['', 'x'] }),
    });
    expect(reply.json.notice).toEqual({
      message: 'Customer Carla: name, phone changed',
      type: 'success',
    });
    const [row] = await book.rows(`SELECT * FROM customers WHERE id = 'c1'`);
    expect(row).toMatchObject({
      ...{ name: 'Carla', balance: 0, version: 0, email: 'c1@customers.test' },
      ...{ created_at: '2026-03-02 12:00:00', updated_at: '2026-03-02 12:05:00' },
    });
    // Encrypted at rest, found by its blind index, masked in the trail.
    expect(row?.['phone']).not.toContain('555');
    expect(row?.['phone_index']).not.toBeNull();
    expect(await auditOf(book)).toEqual([
      [
        ...['customer.edited', 'c1'],
        '{"name":"Customer c1","phone":null}',
        '{"name":"Carla","phone":"[encrypted]"}',
      ],
    ]);
    expect(await book.rows(`SELECT name FROM customers WHERE id = 'c2'`)).toEqual([
      { name: 'Customer c2' },
    ]);
    const shown = await anna.get('/api/resources/customers/records/c1/show');
    expect(shown.json.record.params['phone']).toBe('555-0100');
    const found = await anna.get('/api/resources/customers/actions/list?filters.phone=5550100');
    expect(idsOf(found)).toEqual(['c1']);
    const again = await anna.post(
      '/api/resources/customers/records/c1/edit',
      edit({ phone: ['555-0100', '555-0199'] }),
    );
    expect(again.json.notice.message).toBe('Customer Carla: phone changed');
  });

  it('show both values when somebody else changed the same column meanwhile', async () => {
    const { book, anna } = await openCustomers(engine);
    const open = await anna.get('/api/resources/customers/records/c1/edit');
    const name = String(open.json.record.params['name']);
    await anna.post('/api/resources/customers/records/c1/edit', edit({ name: [name, 'First'] }));
    const late = await anna.post(
      '/api/resources/customers/records/c1/edit',
      edit({ name: [name, 'Second'], betting_limit: ['1000', '500'] }),
    );
    expect(errorsOf(late)).toEqual({
      name: 'somebody else changed this to First while you typed Second',
    });
    expect(late.json.conflicts).toEqual({ name: 'First' });
    expect(late.json.record.params).toMatchObject({ name: 'Second', betting_limit: '500' });
    expect(await nameOf(book, 'c1')).toEqual({ name: 'First', betting_limit: 1000 });
    // Other columns do not stand in each other's way, and the balance in nobody's.
    const other = await anna.post(
      '/api/resources/customers/records/c1/edit',
      edit({ betting_limit: ['1000', '500'] }),
    );
    expect(other.json.notice.type).toBe('success');
    expect(await nameOf(book, 'c1')).toEqual({ name: 'First', betting_limit: 500 });
    // Having seen the other value, saving again overwrites it.
    const knowing = await anna.post(
      '/api/resources/customers/records/c1/edit',
      edit({ name: ['First', 'Second'] }),
    );
    expect(knowing.json.notice.type).toBe('success');
  });

  it('protect an encrypted column like every other', async () => {
    const { anna } = await openCustomers(engine);
    const save = (from: string, to: string) =>
      anna.post('/api/resources/customers/records/c1/edit', edit({ phone: [from, to] }));
    expect((await save('', '1')).json.notice.type).toBe('success');
    const late = await save('', '2');
    expect(errorsOf(late)).toEqual({
      phone: 'somebody else changed this to 1 while you typed 2',
    });
    expect((await save('1', '')).json.notice.type).toBe('success');
  });

  it('refuse an edit that does not say what it saw, one that is gone, and one that changes nothing', async () => {
    const { anna, book } = await openCustomers(engine);
    const blind = await anna.post('/api/resources/customers/records/c1/edit', { name: 'x' });
    expect(errorsOf(blind)).toEqual({
      name: 'came without the value that it had when the form was opened; reload',
    });
    const nothing = await anna.post(
      '/api/resources/customers/records/c1/edit',
      edit({ name: ['Customer c1', 'Customer c1'] }),
    );
    expect(nothing.json.notice.message).toBe('nothing was changed');
    const gone = await anna.post(
      '/api/resources/customers/records/zz/edit',
      edit({ name: ['a', 'b'] }),
    );
    expect(gone.status).toBe(404);
    expect(gone.json.message).toBe('there is no such record or page');
    expect(await auditOf(book)).toEqual([]);
  });

  it.each([
    ['1,250.5', { betting_limit: 1250.5 }],
    ['0', { betting_limit: 0 }],
    ['-5', 'is negative'],
    ['1.005', 'has more than two decimals'],
    ['1e3', 'is not an amount in dollars; write it like 1250.50 or 1,250.50'],
    ['NaN', 'is not an amount in dollars; write it like 1250.50 or 1,250.50'],
    ['1.250,50', 'is not an amount in dollars; write it like 1250.50 or 1,250.50'],
    ['1000000000.01', 'is more than 1,000,000,000.00'],
  ])('read the amount %s strictly', async (typed, expected) => {
    const { anna, book } = await openCustomers(engine);
    const reply = await anna.post(
      '/api/resources/customers/records/c1/edit',
      edit({ betting_limit: ['1000', typed] }),
    );
    if (typeof expected === 'string') {
      expect(errorsOf(reply)).toEqual({ betting_limit: expected });
      expect(await nameOf(book, 'c1')).toMatchObject({ betting_limit: 1000 });
    } else {
      expect(reply.json.notice.type, reply.text).toBe('success');
      expect(await nameOf(book, 'c1')).toMatchObject(expected);
    }
  });

  it('take values of no shape that a form has as what they are: wrong', async () => {
    const { anna, book } = await openCustomers(engine);
    for (const value of [['x'], { $ne: 1 }, { toString: 'x' }]) {
      const reply = await anna.post('/api/resources/customers/records/c1/edit', {
        name: value,
        '__original.name': 'Customer c1',
      });
      expect(reply.json.record.errors).toEqual({
        name: { type: 'invalid', message: 'must be one plain value' },
      });
    }
    expect(await nameOf(book, 'c1')).toMatchObject({ name: 'Customer c1' });
  });

  it('keep every alphabet and long texts whole, and show long ones in short in lists', async () => {
    const { anna } = await openCustomers(engine);
    const list = '/api/resources/customers/actions/list';
    const long = `مرحبا \u202Eabc 🐴 ${'🐴'.repeat(20_000)}`;
    const saved = await anna.post(
      '/api/resources/customers/records/c1/edit',
      edit({ name: ['Customer c1', long] }),
    );
    expect(saved.json.notice.message.length).toBeLessThan(400);
    const shown = await anna.get('/api/resources/customers/records/c1/show');
    expect(shown.json.record.params['name']).toBe(long);
    const found = await anna.get(`${list}?filters.name=${encodeURIComponent('🐴 🐴')}`);
    expect(idsOf(found)).toEqual(['c1']);
    const [row] = found.json.records;
    expect(Array.from(String(row?.params['name']))).toHaveLength(301);
    expect(Array.from(row?.title ?? '')).toHaveLength(121);
    expect(row?.title).toMatch(/^مرحبا .*🐴…$/u);
    const again = await anna.post(
      '/api/resources/customers/records/c1/edit',
      edit({ name: [long, 'Ann'] }),
    );
    expect(again.json.notice.message).toBe('Customer Ann: name changed');
    const blank = await anna.post(
      '/api/resources/customers/records/c1/edit',
      edit({ name: ['Ann', ' \u00a0 '] }),
    );
    expect(errorsOf(blank)).toEqual({ name: 'is required' });
  });

  it('let an agent make customers of its own, whatever the form says', async () => {
    const { book, agnes } = await openCustomers(engine);
    const reply = await agnes.post('/api/resources/customers/actions/new', {
      ...{ name: 'New', email: 'new@customers.test', agent_id: 'a2', balance: '500' },
      ...{ betting_limit: '99999', status: 'suspended', id: 'chosen' },
    });
    expect(reply.json.notice.type, reply.text).toBe('success');
    const [row] = await book.rows(
      `SELECT agent_id, balance, betting_limit, status FROM customers WHERE name = 'New'`,
    );
    expect(row).toEqual({ agent_id: 'a1', balance: 0, betting_limit: 1000, status: 'active' });
    expect(await book.rows(`SELECT 1 FROM customers WHERE id = 'chosen'`)).toEqual([]);
    const edited = await agnes.post(
      '/api/resources/customers/records/c1/edit',
      edit({ agent_id: ['a1', 'a2'], betting_limit: ['1000', '9'], name: ['Customer c1', 'Ok'] }),
    );
    expect(edited.json.notice.message).toBe('Customer Ok: name changed');
    expect(await nameOf(book, 'c1')).toEqual({ name: 'Ok', betting_limit: 1000 });
  });

  it('keep an agent out of other agents’ customers', async () => {
    const { book, agnes } = await openCustomers(engine);
    const reply = await agnes.post(
      '/api/resources/customers/records/c2/edit',
      edit({ name: ['Customer c2', 'Mine'] }),
    );
    expect(reply.status).toBe(404);
    expect(await nameOf(book, 'c2')).toMatchObject({ name: 'Customer c2' });
  });

  it('write a commission rate from today on', async () => {
    const { book, anna } = await openCustomers(engine);
    const reply = await anna.post(
      '/api/resources/agents/records/a1/edit',
      edit({ commission_rate: ['0.05', '0.07'] }),
    );
    expect(reply.json.notice.type, reply.text).toBe('success');
    await anna.post(
      '/api/resources/agents/records/a1/edit',
      edit({ commission_rate: ['0.07', '0.08'] }),
    );
    expect(await book.rows('SELECT agent_id, rate, effective_from FROM commission_rates')).toEqual([
      { agent_id: 'a1', rate: 0.08, effective_from: '2026-03-02' },
    ]);
    const wrong = await anna.post(
      '/api/resources/agents/records/a1/edit',
      edit({ commission_rate: ['0.08', '8'] }),
    );
    expect(errorsOf(wrong)).toEqual({ commission_rate: 'must be at most 1' });
  });
});

function idsOf(reply: PanelReply): string[] {
  return reply.json.records.map(({ id }) => id);
}

async function nameOf(book: Book, id: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await book.rows('SELECT name, betting_limit FROM customers WHERE id = ?', id);
  return row;
}

async function auditOf(book: Book): Promise<unknown[][]> {
  const rows = await book.rows(
    `SELECT action, record_id, before, after FROM audit_log WHERE table_name = 'customers'`,
  );
  return rows.map((row) => Object.values(row));
}
