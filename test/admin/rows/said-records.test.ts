import { expect, it, vi } from 'vitest';
import { createTransaction } from '../../../src/services/transactions/transactions.js';
import { openBook, PASSWORD, type Book } from '../../helpers/books/logins.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { openPanels, type PanelServer, type Person } from '../../helpers/panels/driver.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** Records as readers of either language see them: titles with values, messages within JSON. */

describeOnSqlite('a record', (engine) => {
  const world = sharedWorld(async (): Promise<Book & PanelServer> => {
    const book = await openBook(engine);
    await book.customer('ann', await book.agent('north'));
    await book.user('ada');
    return { ...book, ...(await openPanels(book.context)) };
  });

  async function readers(): Promise<Person[]> {
    return [await world().signIn('ada', PASSWORD), await world().signIn('ada', PASSWORD, 'es')];
  }

  it('is titled with its values in the language of the reader, on its page and in lists', async () => {
    const { context, actor } = world();
    const { done } = await createTransaction(context, actor, {
      operationId: context.newId(),
      customerId: 'ann',
      type: 'withdrawal',
      amount: 20,
    });
    const at = '/api/resources/transactions';
    const titles = [];
    for (const reader of await readers()) {
      const { record } = (await reader.get(`${at}/records/${done[0]?.id ?? ''}/show`)).json;
      const { records } = (await reader.get(`${at}/actions/list`)).json;
      titles.push([record.title, records[0]?.title]);
    }
    expect(titles).toEqual([
      ['Withdrawal', 'Withdrawal'],
      ['Retiro', 'Retiro'],
    ]);
  });

  it('of the audit trail says the messages of its details in the language of the reader', async () => {
    const [ada, ana] = await readers();
    await ada?.post('/api/pages/reconciliation', { step: 'run' });
    const seq = await vi.waitFor(async () => {
      const [row] = await world().rows(
        `SELECT seq FROM audit_log WHERE action = 'book.reconciled'`,
      );
      expect(row).toBeDefined();
      return String(row?.['seq']);
    });
    const details = [];
    for (const reader of [ada, ana]) {
      const shown = await reader?.get(`/api/resources/audit_log/records/${seq}/show`);
      const { checks } = shown?.json.record.params['after'] as { checks: { title: string }[] };
      details.push(checks[0]?.title);
    }
    expect(details).toEqual([
      'balances equal the sum of their completed transactions',
      'los saldos son la suma de sus transacciones completadas',
    ]);
  });

  it('of a table with a default says the default in the language of the reader', async () => {
    const hints = [];
    for (const reader of await readers()) {
      const page = await reader.get('/resources/customers');
      hints.push(/"(Active if left empty|Activo, si se deja vacío)"/.exec(page.text)?.[1]);
    }
    expect(hints).toEqual(['Active if left empty', 'Activo, si se deja vacío']);
  });

  it('is listed with each kind of ignored filter named once', async () => {
    const [ada] = await readers();
    const list = '/api/resources/customers/actions/list?filters.one=1&filters.two=2';
    expect((await ada?.get(list))?.json.notice.message).toBe(
      'a filter on an unknown column was ignored',
    );
  });
});
