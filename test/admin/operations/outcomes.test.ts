import { expect, it } from 'vitest';
import { PASSWORD } from '../../helpers/books/logins.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';

async function openBoth(engine: TestEngine) {
  const { people, server, ...book } = await openPanelBook(engine, {
    agents: ['north'],
    customers: { ann: 'north' },
    logins: { ada: 'admin' },
  });
  await book.context.database
    .prepare(`UPDATE customers SET betting_limit = 100000, name = 'Ann Lee' WHERE id = 'ann'`)
    .run();
  const spanish = await server.signIn('ada', PASSWORD, 'es');
  return { ...book, ada: people.ada, spanish };
}

describeOnEngines('outcomes in the panels', (engine) => {
  it('an operation that is sent again shows the names again, in both languages', async () => {
    const { context, actor, ada, spanish, rows } = await openBoth(engine);
    const [id = ''] = await placeMany(context, actor, ['ann'], 1);
    const path = `/api/resources/wagers/records/${id}/settle`;
    const form = { step: 'commit', operationId: 'settle-it', result: 'win' };
    const english = 'W-1001 settled as win: 190.91 paid to Ann Lee';
    expect((await ada.post(path, form)).json.notice.message).toBe(english);
    expect((await ada.post(path, form)).json.notice.message).toBe(english);
    expect((await spanish.post(path, form)).json.notice.message).toBe(
      'W-1001 liquidada como ganada: 190.91 pagados a Ann Lee',
    );
    const [stored] = await rows(`SELECT result FROM operations WHERE id = 'settle-it'`);
    expect(String(stored?.['result'])).not.toContain('Ann Lee');
  });

  it('a refusal and a preview are Spanish for a Spanish reader', async () => {
    const { context, actor, spanish } = await openBoth(engine);
    const [id = ''] = await placeMany(context, actor, ['ann'], 1, 'pending');
    const path = `/api/resources/wagers/records/${id}`;
    const refused = await spanish.post(`${path}/settle`, {
      step: 'commit',
      operationId: 'too-early',
      result: 'win',
    });
    expect(refused.json.notice.message).toBe(
      'la apuesta W-1001 espera que la acepten: acéptela o cancélela',
    );
    const { json } = await spanish.post(`${path}/cancel`, {
      step: 'preview',
      operationId: 'look-at-it',
    });
    expect(json.preview?.lines).toMatchObject([
      {
        label: 'W-1001',
        text: 'cancelar: se devuelven 100.00 a Ann Lee (saldo -100.00 → 0.00)',
      },
    ]);
  });

  it('a bulk run names its filter, with the customer’s name, in the reader’s language', async () => {
    const { context, actor, ada, spanish, rows } = await openBoth(engine);
    await placeMany(context, actor, ['ann'], 2);
    const filter = 'filters.status=active&filters.customer_id=ann';
    const action = `/api/resources/wagers/actions/settleAll?${filter}`;
    const opened = await ada.get(`${action}&read=1`);
    expect(opened.json.subject.chosen).toBe(
      'wagers where Status is Active and Customer is Ann Lee',
    );
    await ada.post(action, { step: 'commit', operationId: 'run-of-ann', result: 'win' });
    const [stored] = await rows(`SELECT input FROM bulk_runs WHERE id = 'run-of-ann'`);
    expect(String(stored?.['input'])).not.toContain('Ann Lee');
    const { json } = await spanish.get('/api/resources/bulk_runs/records/run-of-ann/show?read=1');
    expect(json.view).toMatchObject({
      title: 'Liquidar apuestas: ganada',
      verb: 'Liquidar',
      noun: { one: 'apuesta', many: 'apuestas' },
    });
    expect(json.view.chosen).toContain('es Ann Lee');
  });
});
