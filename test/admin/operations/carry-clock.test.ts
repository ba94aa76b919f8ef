import { expect, it } from 'vitest';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';

describeOnSqlite('a form of a row that is later than the clock', (engine) => {
  const openAhead = async () => {
    const book = await openPanelBook(engine, {
      agents: ['north'],
      customers: { ann: 'north' },
      logins: { ada: 'admin', abel: { agent: 'north' } },
    });
    await book.context.database
      .prepare(`UPDATE customers SET betting_limit = 100000 WHERE id = 'ann'`)
      .run();
    book.clock.advance({ minutes: 2 * 24 * 60 });
    const [id = ''] = await placeMany(book.context, book.actor, ['ann'], 1);
    book.clock.advance({ minutes: -2 * 24 * 60 });
    return { ...book, path: `/api/resources/wagers/records/${id}/settle` };
  };

  it('asks an administrator whether to carry on, and does so', async () => {
    const { people, path, rows } = await openAhead();
    const form = { operationId: 'settle-it', result: 'win' };
    const preview = await people.ada.post(path, { ...form, step: 'preview' });
    const asks = [
      {
        name: 'carryClock',
        label: 'The clock is right: carry on from the later time',
        type: 'checkbox',
      },
    ];
    expect(preview.json).toMatchObject({ asks, preview: { lines: [] } });
    const refused = await people.ada.post(path, { ...form, step: 'commit' });
    expect(refused.json).toMatchObject({ asks, notice: { type: 'error' } });
    const confirmed = { ...form, carryClock: 'true' };
    const again = await people.ada.post(path, { ...confirmed, step: 'preview' });
    expect(again.json.preview?.lines).toHaveLength(1);
    const done = await people.ada.post(path, { ...confirmed, step: 'commit' });
    expect(done.json.notice.type).toBe('success');
    expect(await rows(`SELECT record_id FROM audit_log WHERE action = 'clock.carried'`)).toEqual([
      { record_id: 'settle-it' },
    ]);
  });

  it('asks nobody else, and takes the confirmation of nobody else', async () => {
    const { people } = await openAhead();
    const place = {
      ...{ step: 'commit', operationId: 'place-it', carryClock: 'true' },
      ...{ customerId: 'ann', amount: '10', odds: '-110', description: 'Bears' },
    };
    const { json } = await people.abel.post('/api/resources/wagers/actions/place', place);
    expect(json.asks).toBeUndefined();
    expect(json.notice).toMatchObject({
      type: 'error',
      message: expect.stringContaining('ask an administrator to carry on') as string,
    });
  });
});
