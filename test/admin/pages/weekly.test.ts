import { expect, it } from 'vitest';
import type { ExplainData } from '../../../src/admin/contract/explain.js';
import type { WeeklyCell, WeeklyData, WeeklyFile } from '../../../src/admin/contract/weekly.js';
import { query } from '../../helpers/books/book.js';
import { describeOnEngines, describeOnSqlite } from '../../helpers/engines/engines.js';
import { behind } from '../../helpers/panels/behind.js';
import type { Person } from '../../helpers/panels/driver.js';
import { openFigures } from '../../helpers/panels/figures-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

type Figures = Pick<Awaited<ReturnType<typeof openFigures>>, 'signIn'>;

const small = { weeks: 3, customers: 14, wagers: 160 };

async function readWeek(person: Person, search = ''): Promise<WeeklyData> {
  const { json } = await person.get(`/api/pages/weekly${search}`);
  return json as unknown as WeeklyData;
}

function allCells(data: WeeklyData): [string, WeeklyCell][] {
  const lines: [string, WeeklyCell[]][] = [
    ...data.sheets.flatMap(({ name, customers, total }): [string, WeeklyCell[]][] => [
      ...customers.map((customer): [string, WeeklyCell[]] => [customer.name, customer.cells]),
      [`all of ${name}`, total],
    ]),
    ...(data.total ? [['everything', data.total] as [string, WeeklyCell[]]] : []),
  ];
  return lines.flatMap(([name, cells]) =>
    cells.map((cell, index): [string, WeeklyCell] => [`${name}, column ${index + 1}`, cell]),
  );
}

/** The cells of one customer, of one agent and of the book: the others ask the same questions. */
function oneOfEachLine(data: WeeklyData): [string, WeeklyCell][] {
  const [sheet] = data.sheets;
  if (!sheet) throw new Error('the week has no agent');
  const isBusy = ({ cells }: (typeof sheet.customers)[number]) =>
    cells.filter(({ cents }) => cents !== 0).length > 3;
  const customers = [sheet.customers.find(isBusy) ?? sheet.customers[0]].flatMap(
    (one) => one ?? [],
  );
  return allCells({ ...data, sheets: [{ ...sheet, customers }] });
}

async function expectRowsBehind(
  person: Person,
  data: WeeklyData,
  choose = allCells,
): Promise<number> {
  const cells = choose(data);
  for (const [name, { href, cents }] of cells) {
    // A day that has not begun has nothing behind it.
    const rows = href === null ? { cents: 0 } : await behind(person, href);
    expect(rows.cents, `${name}: ${href}`).toBe(cents);
  }
  return cells.length;
}

async function expectEveryCell({ signIn }: Figures, search: string): Promise<void> {
  const admin = await signIn('admin');
  const checked = await expectRowsBehind(admin, await readWeek(admin, search));
  expect(checked).toBeGreaterThan(100);
  const agent = await signIn('agent');
  await expectRowsBehind(agent, await readWeek(agent, search));
}

const weeksShown: [name: string, search: string][] = [
  ['this week', ''],
  ['a closed week', '?week=2026-02-25'],
];

describeOnEngines('the weekly page', (engine) => {
  const inUtc = sharedWorld(() => openFigures(engine, small));

  it.each(weeksShown)(
    'a line of each kind shows the sums of the rows that its cells open: %s',
    async (_name, search) => {
      for (const username of ['admin', 'agent']) {
        const person = await inUtc().signIn(username);
        const data = await readWeek(person, search);
        const checked = await expectRowsBehind(person, data, oneOfEachLine);
        expect(checked, username).toBeGreaterThan(20);
      }
    },
    120_000,
  );

  it('an agent gets its own customers, whatever it asks for', async () => {
    const { context, signIn } = inUtc();
    const others = await query<{ id: string }>(
      context,
      `WITH own AS (SELECT agent_id AS id FROM users WHERE username = 'agent')
        SELECT id FROM agents WHERE id NOT IN (SELECT id FROM own)
        UNION ALL SELECT id FROM customers WHERE agent_id NOT IN (SELECT id FROM own)`,
    );
    expect(others.length).toBeGreaterThan(5);
    const agent = await signIn('agent');
    for (const path of [
      '/api/pages/weekly',
      '/api/pages/weekly?download=csv',
      '/api/dashboard',
      '/api/dashboard?part=charts',
      '/api/pages/explain?figure=settled',
      '/api/pages/explain?figure=commission',
    ]) {
      const { status, text } = await agent.get(path);
      expect(status, path).toBe(200);
      expect(others.filter(({ id }) => text.includes(id))).toEqual([]);
    }
    const foreign = others[0]?.id ?? '';
    const foreignCustomer = others.at(-1)?.id ?? '';
    for (const path of [
      `/api/pages/weekly?agent=${foreign}`,
      `/api/pages/weekly?agent=${foreign}&download=csv`,
      `/api/pages/explain?figure=handle&agent=${foreign}`,
      `/api/pages/explain?figure=balance&customer=${foreignCustomer}`,
    ]) {
      const { json } = await agent.get(path);
      const reply = json as unknown as ExplainData & WeeklyData & WeeklyFile;
      expect(reply.problem, path).toMatch(/there is no such (agent|customer)/i);
      expect([reply.answer, reply.week, reply.csv], path).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }
    const customer = await signIn('customer');
    expect((await customer.get('/api/pages/weekly')).status).toBe(404);
    expect((await customer.get('/api/pages/explain')).status).toBe(404);
  });
});

describeOnSqlite('sums and files of the weekly page', (engine) => {
  const inUtc = sharedWorld(() => openFigures(engine, small));

  it.each(weeksShown)(
    'every cell shows the sum of the rows that it opens: %s',
    (_name, search) => expectEveryCell(inUtc(), search),
    120_000,
  );

  it('every cell shows the sum of the rows that it opens: a week in New York', async () => {
    const env = { BOOK_TIMEZONE: 'America/New_York' };
    await expectEveryCell(await openFigures(engine, { ...small, env }), '?week=2026-02-18');
  }, 120_000);

  it('every line adds up: carried + days + payments = settled = balance + open stakes', async () => {
    const { context, signIn } = inUtc();
    const admin = await signIn('admin');
    const weeks = await Promise.all(
      ['2026-02-16', '2026-02-23', '2026-03-02'].map((week) => readWeek(admin, `?week=${week}`)),
    );
    const settledBefore = new Map<string, number>();
    for (const data of weeks) {
      for (const { id, cells } of data.sheets.flatMap(({ customers }) => customers)) {
        const [carried = 0, ...rest] = cells.map(({ cents }) => cents);
        const [week = 0, payments = 0, settled = 0, openStakes = 0, balance = 0] = rest.slice(7);
        expect(rest.slice(0, 7).reduce((sum, cents) => sum + cents, 0)).toBe(week);
        expect(carried + week + payments).toBe(settled);
        expect(balance + openStakes).toBe(settled);
        if (settledBefore.has(id)) expect(carried, id).toBe(settledBefore.get(id));
        settledBefore.set(id, settled);
      }
    }
    const now = weeks.at(-1)?.sheets.flatMap(({ customers }) => customers) ?? [];
    const shown = new Map(now.map(({ id, cells }) => [id, cells.at(-1)?.cents]));
    const stored = await query<{ id: string; cents: number }>(
      context,
      'SELECT id, CAST(round(balance * 100) AS INTEGER) AS cents FROM customers',
    );
    for (const { id, cents } of stored) expect(shown.get(id) ?? 0, id).toBe(cents);
  });

  it('the page pays each agent by the formula that it shows', async () => {
    const { signIn } = inUtc();
    const admin = await signIn('admin');
    const { sheets } = await readWeek(admin, '?week=2026-02-25');
    expect(sheets.filter(({ commission }) => commission.value !== '$0.00')).not.toEqual([]);
    for (const { commission } of sheets) {
      const { json } = await admin.get(commission.href.replace('/admin/', '/api/'));
      const { answer } = json as unknown as ExplainData;
      expect(answer).toMatchObject({ value: commission.value, formula: commission.formula });
      const [, percent = ''] = /^([\d.]+) %/.exec(commission.formula) ?? [];
      const base = Number(commission.base.replace(/[$,]/g, ''));
      const expected = Math.max(0, (base * Number(percent)) / 100);
      expect(Number(commission.value.replace(/[$,]/g, ''))).toBeCloseTo(expected, 2);
    }
  });

  it('the page says what is wrong with a week, and shows an early one empty', async () => {
    const { signIn } = inUtc();
    const admin = await signIn('admin');
    expect((await readWeek(admin, '?week=soon')).problem).toMatch(/is not a date/);
    expect((await readWeek(admin, '?week=2026-02-30')).problem).toMatch(/is not a date/);
    expect((await readWeek(admin, '?week=2026-03-11')).problem).toMatch(/in the future/);
    expect((await readWeek(admin, '?agent=nobody')).problem).toMatch(/no such agent/);
    const early = await readWeek(admin, '?week=2020-01-01');
    expect(early.problem).toBeUndefined();
    expect(allCells(early).filter(([, { cents }]) => cents !== 0)).toEqual([]);
  });

  it('the file has the figures of the page, and no formula that a spreadsheet runs', async () => {
    const { context, signIn } = await openFigures(engine, small);
    await query(
      context,
      `UPDATE agents SET name = '=1+1, "quoted"' WHERE id = (SELECT min(id) FROM agents)`,
    );
    const admin = await signIn('admin');
    const data = await readWeek(admin);
    const { json } = await admin.get('/api/pages/weekly?download=csv');
    const { fileName, csv } = json as unknown as WeeklyFile;
    const lines = csv.trimEnd().split('\r\n');
    const customers = data.sheets.flatMap((sheet) => sheet.customers);
    expect(fileName).toBe('weekly-2026-03-02.csv');
    expect(lines.length).toBe(1 + customers.length + data.sheets.length + 1);
    expect(lines.some((line) => line.startsWith(`"'=1+1, ""quoted""",`))).toBe(true);
    expect(lines.filter((line) => line.startsWith('='))).toEqual([]);
    const [first] = customers;
    const amounts = first?.cells.map(({ cents }) => (cents / 100).toFixed(2)).join(',') ?? 'none';
    expect(lines.find((line) => line.includes(`,${first?.name ?? ''},`))).toContain(amounts);
  });
});
