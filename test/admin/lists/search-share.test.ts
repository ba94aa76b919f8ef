import { expect, it } from 'vitest';
import { searchShareOf } from '../../../src/admin/lists/search-share.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';

/** Searches without an index, beyond the share of a login. */

const LIST = '/api/resources/customers/actions/list';
const SEARCH = `${LIST}?filters.name=ustom`;

describeOnEngines('searches that no index answers', (engine) => {
  it('wait for one another, then end in a 429; other lists and logins do not wait', async () => {
    const { context, rows, people } = await openPanelBook(engine, {
      agents: ['a1'],
      customers: { c1: 'a1' },
      logins: { ada: 'admin', bob: { agent: 'a1' } },
    });
    const share = searchShareOf(context);
    const [ada] = await rows(`SELECT id FROM users WHERE username = 'ada'`);
    const holder = `login ${String(ada?.['id'])}`;
    const release = await share.take(holder);
    const waiting = [SEARCH, `${LIST}?totals=1`, SEARCH, SEARCH].map((path) =>
      people.ada.get(path),
    );
    await expect.poll(() => share.waitingOf(holder)).toBe(4);
    const refused = await people.ada.get(SEARCH);
    expect([refused.status, refused.json.message]).toEqual([
      429,
      'the server is still searching for other pages of this login; try again in 10 seconds',
    ]);
    expect((await people.ada.get(LIST)).json.records).toHaveLength(1);
    expect((await people.bob.get(SEARCH)).json.records).toHaveLength(1);
    release();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});
