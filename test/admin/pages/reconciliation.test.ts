import { expect, it, vi } from 'vitest';
import type { DashboardData, DashboardTile } from '../../../src/admin/contract/dashboard.js';
import { commitBatch } from '../../../src/db/batch.js';
import { openBook, PASSWORD } from '../../helpers/books/logins.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { openPanels, type Person } from '../../helpers/panels/driver.js';

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

/** The tile of the reconciliation on the first page. */
async function tile(person: Person): Promise<DashboardTile | undefined> {
  const { sections } = (await person.get('/api/dashboard')).json as unknown as DashboardData;
  const waiting = sections.find(({ id }) => id === 'waiting')?.tiles ?? [];
  return waiting.find(({ id }) => id === 'reconciliation');
}

describeOnEngines('the reconciliation page', (engine) => {
  it('the page names broken rows with the expected and the found value, and repairs derived columns', async () => {
    const book = await openBook(engine);
    const agent = await book.agent('north');
    const customer = await book.customer('ann', agent);
    await placeMany(book.context, book.actor, [customer], 3);
    await book.user('ada');
    const { signIn } = await openPanels(book.context);
    const ada = await signIn('ada', PASSWORD);
    expect((await ada.get(page)).json).toEqual({ timezone: 'UTC' });
    expect(await tile(ada)).toMatchObject({ value: 'Never run', tone: 'warn' });
    expect(await report(ada)).toMatchObject({ ok: true });
    expect(await tile(ada)).toMatchObject({
      value: 'All right',
      note: 'checked 2026-03-02 12:00',
      tone: 'good',
      href: '/admin/pages/reconciliation',
    });

    const rules = await book.rows(
      `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'agents'`,
    );
    await commitBatch(book.context.database, [
      ...rules.map(({ name }) => ({ sql: `DROP TRIGGER ${String(name)}`, params: [] })),
      {
        sql: `UPDATE agents SET customer_count = 7, name = 'North Shore' WHERE id = ?`,
        params: [agent],
      },
    ]);
    const broken = await report(ada);
    expect(broken?.ok).toBe(false);
    expect(broken?.checks[3]).toMatchObject({
      invariant: 4,
      brokenCount: 1,
      broken: [{ table: 'agents', id: agent, expected: 1, found: 7 }],
    });

    // The audit trail keeps the agent's id: the name is looked up for the reader.
    await commitBatch(book.context.database, [
      { sql: `UPDATE agents SET name = 'South' WHERE id = ?`, params: [agent] },
    ]);
    const [kept] = await book.rows(
      `SELECT after FROM audit_log WHERE action = 'book.reconciled' ORDER BY seq DESC LIMIT 1`,
    );
    expect(String(kept?.['after'])).toContain('reconciliation.wrong_customer_count');
    expect(String(kept?.['after'])).not.toContain('North Shore');
    const abroad = await (await openPanels(book.context)).signIn('ada', PASSWORD, 'es');
    expect((await abroad.get(page)).json.report?.checks[3]).toMatchObject({
      title: 'agentes de las apuestas, número de clientes y volúmenes brutos concuerdan',
      broken: [
        {
          label: 'South',
          text: 'agente South: el número guardado de clientes es 7, pero el agente tiene 1 cliente',
        },
      ],
    });
    await commitBatch(book.context.database, [
      { sql: `UPDATE agents SET name = 'North Shore' WHERE id = ?`, params: [agent] },
    ]);

    // Another server shows what this one found.
    const elsewhere = await (await openPanels(book.context)).signIn('ada', PASSWORD);
    expect((await elsewhere.get(page)).json.report).toEqual(broken);
    expect(await tile(elsewhere)).toMatchObject({ value: '1 broken row', tone: 'bad' });

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
    book.clock.advance({ minutes: 37 * 60 });
    const later = await signIn('ada', PASSWORD);
    expect(await tile(later)).toMatchObject({ value: 'All right', tone: 'warn' });
  });

  it('the page shows the sentences of a result that an earlier version stored as they are', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    const broken = [
      {
        table: 'wagers',
        id: 'w-1',
        label: 'W-1',
        expected: 'open',
        found: null,
        text: 'W-1 is odd',
      },
    ];
    const checks = [{ invariant: 6, title: 'gradings agree', checked: 9, brokenCount: 1, broken }];
    const stored = { at: '2026-03-02 11:00:00', ok: false, warnings: ['look here'], checks };
    await commitBatch(book.context.database, [
      {
        sql: `INSERT INTO audit_log (created_at, actor_user_id, action, table_name, record_id, after)
          VALUES ('2026-03-02 11:00:00', 'system', 'book.reconciled', 'book', 'reconciliation', ?)`,
        params: [JSON.stringify(stored)],
      },
    ]);
    const { signIn } = await openPanels(book.context);
    const ada = await signIn('ada', PASSWORD, 'es');
    expect((await ada.get(page)).json.report).toEqual(stored);
  });

  it('the page refuses an unknown request', async () => {
    const book = await openBook(engine);
    await book.user('ada');
    const { signIn } = await openPanels(book.context);
    const ada = await signIn('ada', PASSWORD);
    const reply = await ada.post(page, { step: 'erase' });
    expect(reply.json.problem).toBe('this page takes no such request');
  });
});
