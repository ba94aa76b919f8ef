import { expect, it } from 'vitest';
import { describeOnSqlite, type TestEngine } from '../../helpers/engines/engines.js';
import type { PanelReply, Person } from '../../helpers/panels/driver.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** Pages of a list: by number, and by the last row of the page before. */

const idsOf = ({ json }: PanelReply) => json.records.map(({ id }) => id);

/** 35 customers, in threes of the same second; `name` and `last_activity` are partly the same. */
async function openMany(engine: TestEngine) {
  const sql = [
    `INSERT INTO customers (id, agent_id, name, email, created_at, last_activity)
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 35)
    SELECT printf('c%02d', i * 17 % 100), 'a1', 'Customer ' || (i % 4), 'c' || i || '@example.test',
      printf('2026-03-01 12:00:%02d', i / 3),
      CASE WHEN i % 5 > 0 THEN printf('2026-03-01 12:00:%02d', i) END
    FROM n`,
  ];
  const contents = { agents: ['a1'], logins: { anna: 'admin' }, sql } as const;
  return (await openPanelBook(engine, contents)).people.anna;
}

const list = '/api/resources/customers/actions/list?perPage=10';

/** Walks all pages from the first on, each by the cursor of the one before. */
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

describeOnSqlite('pages of a list', (engine) => {
  const many = sharedWorld(() => openMany(engine));

  it.each([
    'sortBy=created_at&direction=desc',
    'sortBy=created_at&direction=asc',
    'sortBy=name&direction=asc',
    'sortBy=id&direction=desc',
    'sortBy=last_activity&direction=desc',
    'sortBy=last_activity&direction=asc',
  ])('pages are the same by number, forwards and backwards: %s', async (order) => {
    const anna = many();
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
    'a page goes by its number where the cursor is not of its list: %s',
    async (token) => {
      const anna = many();
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

  it('a page ignores a cursor of another order, and the first page ignores any', async () => {
    const anna = many();
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
