import { expect, it } from 'vitest';
import { PASSWORD, type Book } from '../../helpers/books/logins.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import type { PanelReply } from '../../helpers/panels/driver.js';
import { edit, errorsOf, nameOf, openForms, sharedForms } from './forms.js';

/** Forms of records: the columns that a post writes, and the refusals beside their fields. */

describeOnEngines('record forms', (engine) => {
  const open = sharedForms(engine);

  it('a form writes its changed and allowed columns only, with the audit row', async () => {
    const { book, anna } = await openForms(engine);
    await book.customer('c1', 'a1');
    await book.customer('c2', 'a2');
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

  it('a form shows both values when somebody else changed the same column meanwhile', async () => {
    const { book, anna, own, recordOf } = await open();
    const form = await anna.get(`${recordOf(own)}/edit`);
    const name = String(form.json.record.params['name']);
    await anna.post(`${recordOf(own)}/edit`, edit({ name: [name, 'First'] }));
    const late = await anna.post(
      `${recordOf(own)}/edit`,
      edit({ name: [name, 'Second'], betting_limit: ['1000', '500'] }),
    );
    expect(errorsOf(late)).toEqual({
      name: 'somebody else changed this to First while you typed Second',
    });
    expect(late.json.conflicts).toEqual({ name: 'First' });
    expect(late.json.record.params).toMatchObject({ name: 'Second', betting_limit: '500' });
    expect(await nameOf(book, own)).toEqual({ name: 'First', betting_limit: 1000 });
    // Other columns do not stand in each other's way, and the balance in nobody's.
    const other = await anna.post(
      `${recordOf(own)}/edit`,
      edit({ betting_limit: ['1000', '500'] }),
    );
    expect(other.json.notice.type).toBe('success');
    expect(await nameOf(book, own)).toEqual({ name: 'First', betting_limit: 500 });
    // Having seen the other value, saving again overwrites it.
    const knowing = await anna.post(`${recordOf(own)}/edit`, edit({ name: ['First', 'Second'] }));
    expect(knowing.json.notice.type).toBe('success');
  });

  it('a form protects an encrypted column like every other', async () => {
    const { anna, own, recordOf } = await open();
    const save = (from: string, to: string) =>
      anna.post(`${recordOf(own)}/edit`, edit({ phone: [from, to] }));
    expect((await save('', '1')).json.notice.type).toBe('success');
    const late = await save('', '2');
    expect(errorsOf(late)).toEqual({
      phone: 'somebody else changed this to 1 while you typed 2',
    });
    expect((await save('1', '')).json.notice.type).toBe('success');
  });

  it('a form refuses an edit without the values that it saw, one of a record that is gone, and one that changes nothing', async () => {
    const { anna, book, own, recordOf, name } = await open();
    const blind = await anna.post(`${recordOf(own)}/edit`, { name: 'x' });
    expect(errorsOf(blind)).toEqual({
      name: 'arrived without the value that it had when the form was opened; reload the page',
    });
    const nothing = await anna.post(`${recordOf(own)}/edit`, edit({ name: [name, name] }));
    expect(nothing.json.notice.message).toBe('nothing was changed');
    const gone = await anna.post(`${recordOf('zz')}/edit`, edit({ name: ['a', 'b'] }));
    expect(gone.status).toBe(404);
    expect(gone.json.message).toBe('there is no such record or page');
    expect(await auditOf(book, own, 'zz')).toEqual([]);
  });

  it.each([
    ['1,250.5', { betting_limit: 1250.5 }],
    ['0', { betting_limit: 0 }],
    ['-5', 'must not be negative'],
    ['1.005', 'must have at most two decimals'],
    ['1e3', 'must be an amount in dollars, such as 1250.50 or 1,250.50'],
    ['NaN', 'must be an amount in dollars, such as 1250.50 or 1,250.50'],
    ['1.250,50', 'must be an amount in dollars, such as 1250.50 or 1,250.50'],
    ['1000000000.01', 'must be at most 1,000,000,000.00'],
  ])('a form reads the amount %s strictly', async (typed, expected) => {
    const { anna, book, own, recordOf } = await open();
    const reply = await anna.post(
      `${recordOf(own)}/edit`,
      edit({ betting_limit: ['1000', typed] }),
    );
    if (typeof expected === 'string') {
      expect(errorsOf(reply)).toEqual({ betting_limit: expected });
      expect(await nameOf(book, own)).toMatchObject({ betting_limit: 1000 });
    } else {
      expect(reply.json.notice.type, reply.text).toBe('success');
      expect(await nameOf(book, own)).toMatchObject(expected);
    }
  });

  it('a form answers in the language of its user, each problem beside its field', async () => {
    const { book, own, recordOf, name } = await open();
    const ana = await book.server.signIn('anna', PASSWORD, 'es');
    const wrong = edit({ betting_limit: ['1000', '-5'], name: [name, ''] });
    const refused = await ana.post(`${recordOf(own)}/edit`, wrong);
    expect(errorsOf(refused)).toEqual({
      betting_limit: 'no puede ser menor que cero',
      name: 'es un dato obligatorio',
    });
    expect(refused.json.notice.message).toBe(
      'algunos campos todavía no son correctos; no se guardó nada',
    );
    const stale = await ana.post(`${recordOf(own)}/edit`, edit({ phone: ['1', '2'] }));
    expect(errorsOf(stale)).toEqual({
      phone: 'otra persona vació esto mientras usted escribía 2',
    });
    const done = await ana.post(`${recordOf(own)}/edit`, edit({ name: [name, 'Ann'] }));
    expect(done.json.notice.message).toBe('Cliente Ann: cambios en nombre');
  });

  it('a form refuses values of a shape that it never sends', async () => {
    const { anna, book, own, recordOf, name } = await open();
    for (const value of [['x'], { $ne: 1 }, { toString: 'x' }]) {
      const reply = await anna.post(`${recordOf(own)}/edit`, {
        name: value,
        '__original.name': name,
      });
      expect(reply.json.record.errors).toEqual({
        name: { type: 'invalid', message: 'must be one plain value' },
      });
    }
    expect(await nameOf(book, own)).toMatchObject({ name });
  });

  it('a form keeps every alphabet and long texts whole, and a list shortens long ones', async () => {
    const { anna, own, recordOf, name } = await open();
    const list = '/api/resources/customers/actions/list';
    const long = `مرحبا \u202Eabc 🐴 ${'🐴'.repeat(20_000)}`;
    const saved = await anna.post(`${recordOf(own)}/edit`, edit({ name: [name, long] }));
    expect(saved.json.notice.message.length).toBeLessThan(400);
    const shown = await anna.get(`${recordOf(own)}/show`);
    expect(shown.json.record.params['name']).toBe(long);
    const found = await anna.get(`${list}?filters.name=${encodeURIComponent('🐴 🐴')}`);
    expect(idsOf(found)).toEqual([own]);
    const [row] = found.json.records;
    expect(Array.from(String(row?.params['name']))).toHaveLength(301);
    expect(Array.from(row?.title ?? '')).toHaveLength(121);
    expect(row?.title).toMatch(/^مرحبا .*🐴…$/u);
    const again = await anna.post(`${recordOf(own)}/edit`, edit({ name: [long, 'Ann'] }));
    expect(again.json.notice.message).toBe('Customer Ann: name changed');
    const blank = await anna.post(`${recordOf(own)}/edit`, edit({ name: ['Ann', ' \u00a0 '] }));
    expect(errorsOf(blank)).toEqual({ name: 'is required' });
  });

  it('a commission rate counts from today on', async () => {
    const { book, anna } = await open();
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

/** Audit rows of these customers, or of all. */
async function auditOf(book: Pick<Book, 'rows'>, ...ids: string[]): Promise<unknown[][]> {
  const rows = await book.rows(
    `SELECT action, record_id, before, after FROM audit_log WHERE table_name = 'customers'`,
  );
  return rows
    .filter(({ record_id: id }) => ids.length === 0 || ids.includes(String(id)))
    .map((row) => Object.values(row));
}
