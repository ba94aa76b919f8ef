import { expect, it } from 'vitest';
import { query } from '../../helpers/books/book.js';
import { openBook, PASSWORD } from '../../helpers/books/logins.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { openPanels, type PanelReply, type Person } from '../../helpers/panels/driver.js';

/** Pages of a list: by number, and by what stands on the page before. */

const idsOf = ({ json }: PanelReply) => json.records.map(({ id }) => id);

/** 35 customers, in threes of the same second; `name` and `last_activity` are partly the same. */
async function openMany(engine: Parameters<typeof openBook>[0]) {
  const book = await openBook(engine);
  await book.user('anna');
  await book.agent('a1');
  await query(
    book.context,
    `INSERT INTO customers (id, agent_id, name, email, created_at, last_activity)
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 35)
    SELECT printf('c%02d', i * 17 % 100), 'a1', 'Customer ' || (i % 4), 'c' || i || '@example.test',
      printf('2026-03-01 12:00:%02d', i / 3),
      CASE WHEN i % 5 > 0 THEN printf('2026-03-01 12:00:%02d', i) END
    FROM n`,
  );
  const { signIn } = await openPanels(book.context);
  return signIn('anna', PASSWORD);
}

const list = '/api/resources/customers/actions/list?perPage=10';

/** All pages from the first on, each by the cursor of the one before. */
async function walk(anna: Person, order: string) {
  const pages = [await anna.get(`${list}&${order}`)];
  while (pages.length < 4) {
    const { after } = pages.at(-1)?.json.meta ?? {};
    // A column without empty values has cursors, and beside one the number means nothing.
    expect(after === undefined).toBe(order.includes('last_activity'));
    const number = after === undefined ? pages.length + 1 : 900;
    pages.push(await anna.get(`${list}&${order}&page=${number}&after=${after ?? ''}`));
  }
  return pages;
}

describeOnEngines('pages of a list', (engine) => {
  it.each([
    'sortBy=created_at&direction=desc',
    'sortBy=created_at&direction=asc',
    'sortBy=name&direction=asc',
    'sortBy=id&direction=desc',
    'sortBy=last_activity&direction=desc',
    'sortBy=last_activity&direction=asc',
  ])('are the same by number, forwards and backwards: %s', async (order) => {
    const anna = await openMany(engine);
    const forwards = await walk(anna, order);
    expect(new Set(forwards.flatMap(idsOf)).size).toBe(35);
    for (const [index, page] of forwards.entries()) {
      const byNumber = await anna.get(`${list}&${order}&page=${index + 1}`);
      expect(idsOf(byNumber)).toEqual(idsOf(page));
      const { before } = forwards[index + 1]?.json.meta ?? {};
      if (before === undefined || index === 0) continue;
      const back = await anna.get(`${list}&${order}&page=900&before=${before}`);
      expect(idsOf(back)).toEqual(idsOf(page));
    }
  });

  it.each(['', 'x', '%', 'W10', 'WyJuYW1lIiwiYXNjIl0', 'x'.repeat(3000)])(
    'go by their number where the cursor is none of theirs: %s',
    async (token) => {
      const anna = await openMany(engine);
      const order = 'sortBy=created_at&direction=desc';
      const expected = idsOf(await anna.get(`${list}&${order}&page=2`));
      for (const side of ['after', 'before']) {
        const reply = await anna.get(
          `${list}&${order}&page=2&${side}=${encodeURIComponent(token)}`,
        );
        expect([reply.status, idsOf(reply)]).toEqual([200, expected]);
      }
    },
  );

  it('ignore a cursor of another order, and any on the first page', async () => {
    const anna = await openMany(engine);
    const [first] = await walk(anna, 'sortBy=name&direction=asc');
    const after = first?.json.meta.after ?? '';
    const other = 'sortBy=created_at&direction=desc';
    expect(idsOf(await anna.get(`${list}&${other}&page=2&after=${after}`))).toEqual(
      idsOf(await anna.get(`${list}&${other}&page=2`)),
    );
    expect(idsOf(await anna.get(`${list}&sortBy=name&direction=asc&after=${after}`))).toEqual(
      idsOf(first as PanelReply),
    );
  });
});
