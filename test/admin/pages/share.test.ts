import { expect, it } from 'vitest';
import { computationShareOf } from '../../../src/services/shared-results.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';

/** Pages that add up many rows, beyond the share of a login. */

const page = (day: number) => `/api/pages/weekly?week=2026-01-${String(day).padStart(2, '0')}`;

describeOnEngines('pages of figures', (engine) => {
  it('wait for one another, then end in a 429; equal pages and other logins do not wait', async () => {
    const { context, rows, people } = await openPanelBook(engine, {
      agents: ['a1'],
      logins: { ada: 'admin', bob: { agent: 'a1' } },
    });
    const { ada, bob } = people;
    const share = computationShareOf(context);
    const [row] = await rows(`SELECT id FROM users WHERE username = 'ada'`);
    const holder = `login ${String(row?.['id'])}`;
    const held = [await share.take(holder), await share.take(holder)];
    const waiting = [1, 8, 15].map((day) => ada.get(page(day)));
    await expect.poll(() => share.waitingOf(holder)).toBe(3);
    const refused = await ada.get(page(22));
    expect([refused.status, refused.json.message]).toEqual([
      429,
      'the server is still adding up other pages of this login; try again in 5 seconds',
    ]);
    expect((await bob.get(page(1))).status).toBe(200);
    for (const release of held) release();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200]);
    const equal = await Promise.all(Array.from({ length: 12 }, () => ada.get(page(22))));
    expect(new Set(equal.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
