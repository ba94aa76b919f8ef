import { expect, it } from 'vitest';
import { PASSWORD } from '../../helpers/books/logins.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { openPanels } from '../../helpers/panels/driver.js';
import { pageStateOf } from '../../helpers/panels/page-state.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

const logins = {
  ...({ anna: 'admin', ada: 'admin' } as const),
  ...{ gus: { agent: 'a1' }, gia: { agent: 'a2' } },
  ...{ cleo: { customer: 'c1' }, cora: { customer: 'c2' } },
};

describeOnSqlite('the page of a role', (engine) => {
  const world = sharedWorld(() =>
    openPanelBook(engine, { agents: ['a1', 'a2'], customers: { c1: 'a1', c2: 'a2' }, logins }),
  );

  it.each([
    ['ada', 'anna'],
    ['gia', 'gus'],
    ['cora', 'cleo'],
  ] as const)(
    'gives %s the same state whether or not %s opened a page before',
    async (second, first) => {
      const { context, people } = world();
      await people[first].get('');
      for (const language of ['es', 'en']) {
        const alone = await openPanels(context);
        const person = await alone.signIn(second, PASSWORD, language);
        const expected = await pageStateOf(person, '/resources/wagers');
        expect(expected.locale.language).toBe(language);
        const beside = await world().server.signIn(second, PASSWORD, language);
        expect(await pageStateOf(beside, '/resources/wagers')).toEqual(expected);
        expect(expected.session).toMatchObject({ username: second });
      }
    },
  );

  it.each([
    ['gus', 'agents', 'a1'],
    ['gia', 'agents', 'a2'],
    ['cleo', 'customers', 'c1'],
    ['cora', 'customers', 'c2'],
  ] as const)('leads %s to its own row of %s', async (name, table, id) => {
    const { menu } = await pageStateOf(world().people[name]);
    const found = menu.find((line) => line.id === table);
    expect(found?.href).toBe(`/admin/resources/${table}/records/${id}/show`);
  });
});
