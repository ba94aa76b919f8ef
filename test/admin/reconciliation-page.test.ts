import { expect, it, vi } from 'vitest';
import { commitBatch } from '../../src/db/batch.js';
import { openBook, PASSWORD } from '../app/logins.js';
import { describeOnEngines } from '../helpers/engines.js';
import { placeMany } from '../helpers/many-wagers.js';
import { openPanels, type Person } from './panel-driver.js';

const page = '/api/pages/reconciliation';

async function report(person: Person) {
  await person.post(page, { step: 'run' });
  return vi.waitFor(
    async () => {
      const { json } = await person.get(page);
      expect(json.step).toBeUndefined();
      expect(json.report).toBeDefined();
      return json.report;
    },
    { timeout: 20_000, interval: 50 },
  );
}

describeOnEngines('the reconciliation page', (engine) => {
  it('names broken rows with what is expected and found, and repairs derived columns', async () => {
    const book = await openBook(engine);
    const agent = await book.agent('north');
    const customer = await book.customer('ann', agent);
    await placeMany(book.context, book.actor, [customer], 3);
    await book.user('ada');
    const { signIn } = await openPanels(book.context);
    const ada = await signIn('ada', PASSWORD);
    expect((await ada.get(page)).json).toEqual({});
    expect(await report(ada)).toMatchObject({ ok: true });

    const rules = await book.rows(
      `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'agents'`,
    );
    await commitBatch(book.context.database, [
      ...rules.map(({ name }) => ({ sql: `DROP TRIGGER ${String(name)}`, params: [] })),
      { sql: 'UPDATE agents SET customer_count = 7 WHERE id = ?', params: [agent] },
    ]);
    const broken = await report(ada);
    expect(broken?.ok).toBe(false);
    expect(broken?.checks[3]).toMatchObject({
      invariant: 4,
      brokenCount: 1,
      broken: [{ table: 'agents', id: agent, expected: 1, found: 7 }],
    });

    const plan = await ada.post(page, { step: 'planRepair' });
    expect(plan.json.repairs).toMatchObject([{ column: 'customer_count', before: 7, after: 1 }]);
    const [before] = await book.rows('SELECT customer_count AS n FROM agents');
    expect(before).toEqual({ n: 7 });
    const repaired = await ada.post(page, { step: 'repair' });
    expect(repaired.json.repaired).toHaveLength(1);
    expect(await report(ada)).toMatchObject({ ok: true });
    const [row] = await book.rows(
      `SELECT count(*) AS n FROM audit_log WHERE action = 'agent.repaired'`,
    );
    expect(row).toEqual({ n: 1 });
  });

  it('takes no other request', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    const { signIn } = await openPanels(book.context);
    const ada = await signIn('ada', PASSWORD);
    const reply = await ada.post(page, { step: 'erase' });
    expect(reply.json.problem).toBe('this page takes no such request');
  });
});
