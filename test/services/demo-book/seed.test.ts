import { describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../../src/services/passwords/demo-password.js';
import { passwordMatches, passwordProblem } from '../../../src/services/passwords/passwords.js';
import { isEmptyBook, seedDemoBook } from '../../../src/services/demo-book/seed.js';
import { tellStory, type Story } from '../../../src/services/demo-book/story.js';
import { reconcile } from '../../../src/services/reconciliation/reconcile.js';
import { openBook, query, testConfig } from '../../helpers/books/book.js';
import { openEmptyBook } from '../../helpers/books/demo-book.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { said } from '../../helpers/messages/said.js';

const small = { weeks: 4, customers: 40, wagers: 500 };

function storyAt(now: string, options: object = {}): Story {
  return tellStory({
    now: new Date(now),
    calendar: { timezone: 'UTC', weekStart: 'monday' },
    oddsFormat: 'american',
    ...options,
  });
}

describe('the story of the demo book', () => {
  const story = storyAt('2026-03-04T12:00:00Z');
  const count = (test: (wager: Story['wagers'][number]) => boolean) =>
    story.wagers.filter(test).length;

  it('is the same each time that it is decided for the same moment', () => {
    expect(storyAt('2026-03-04T12:00:00Z', small).slices).toEqual(
      storyAt('2026-03-04T12:00:00Z', small).slices,
    );
  });

  it('has 5 agents, 200 customers and about 10,000 wagers', () => {
    expect(story.agents).toHaveLength(5);
    expect(story.customers).toHaveLength(200);
    expect(story.wagers.length).toBeGreaterThan(9500);
    expect(story.wagers.length).toBeLessThan(10_600);
  });

  it('has wagers in every state and with every result, some of them corrected', () => {
    for (const status of ['pending', 'active', 'settled', 'cancelled', 'voided']) {
      expect(
        count((wager) => wager.status === status),
        status,
      ).toBeGreaterThan(0);
    }
    for (const result of ['win', 'loss', 'push', 'void']) {
      expect(
        count((wager) => wager.result === result),
        result,
      ).toBeGreaterThan(50);
    }
    const verbs = story.slices.flatMap(({ slice }) =>
      slice.gradings.flatMap(({ verb, rows }) => rows.map(() => verb)),
    );
    for (const verb of ['regrade', 'reopen'] as const) {
      expect(verbs.filter((one) => one === verb).length, verb).toBeGreaterThan(20);
    }
  });

  it('has payments in every state, with reversals and adjustments', () => {
    const answers = story.slices.flatMap(({ slice }) =>
      slice.paymentAnswers.flatMap(({ verb, rows }) => rows.map(() => verb)),
    );
    for (const verb of ['process', 'fail', 'cancel'] as const) {
      expect(answers.filter((one) => one === verb).length, verb).toBeGreaterThan(20);
    }
    const rowsOf = (list: 'reversals' | 'adjustments' | 'requests') =>
      story.slices.flatMap(({ slice }) => slice[list].flatMap(({ rows }) => rows)).length;
    expect(rowsOf('reversals')).toBeGreaterThan(3);
    expect(rowsOf('adjustments')).toBeGreaterThan(20);
    expect(rowsOf('requests')).toBeGreaterThan(answers.length);
  });

  it('has customers near and over their limit, some who left, and a suspended agent', () => {
    const used = story.customers.map(
      (customer) => -customer.balanceCents / customer.finalLimitCents,
    );
    expect(used.filter((share) => share > 1).length).toBeGreaterThanOrEqual(2);
    expect(used.filter((share) => share > 0.8 && share <= 1).length).toBeGreaterThan(2);
    expect(used.filter((share) => share < 0).length).toBeGreaterThan(20);
    expect(story.customers.filter(({ leaves }) => leaves).length).toBeGreaterThan(4);
    expect(story.agents.filter(({ suspendedAt }) => suspendedAt !== null)).toHaveLength(1);
    expect(story.customers.some(({ name }) => /['’]/.test(name))).toBe(true);
    expect(story.customers.some(({ name }) => /[^\u0020-\u007e’]/.test(name))).toBe(true);
  });

  it('reaches up to the current moment and not beyond', () => {
    const times = story.slices.flatMap(({ slice }) => slice.placements.map(({ at }) => at));
    expect(times.every((at) => at <= '2026-03-04 12:00:00')).toBe(true);
    expect(times.some((at) => at > '2026-03-04 00:00:00')).toBe(true);
    expect(times.some((at) => at < '2025-09-12 00:00:00')).toBe(true);
  });

  it('gives every login a username of its own, and a password that nobody may choose', () => {
    const usernames = [
      'admin',
      'night.desk',
      ...story.agents.map(({ username }) => username),
      ...story.customers.flatMap(({ login }) => (login ? [login.username] : [])),
    ];
    expect(new Set(usernames).size).toBe(usernames.length);
    for (const username of usernames) {
      const problem = passwordProblem(DEMO_PASSWORD, { username, email: `${username}@x` });
      expect(said(problem)).toMatch(/too common/);
    }
  });
});

describeOnEngines('the demo book', (engine) => {
  it('keeps every invariant, also with decimal odds and encrypted telephone numbers', async () => {
    const env = { ODDS_FORMAT: 'decimal', DATA_KEY: 'a key of at least 32 characters.' };
    const { context } = await openEmptyBook(engine, { env });
    const { counts } = await seedDemoBook(context, small);
    expect(counts).toMatchObject({ agents: 5, customers: 40 });
    expect(counts.wagers).toBeGreaterThan(300);
    const report = await reconcile(context);
    expect(report.checks.flatMap(({ broken }) => broken)).toEqual([]);
    const phones = await query(context, `SELECT 1 FROM customers WHERE phone GLOB '+1 555*'`);
    expect(phones).toEqual([]);
  });

  it('gives a login for each role, with the password it answers', async () => {
    const { context } = await openEmptyBook(engine);
    const { logins, password } = await seedDemoBook(context, { ...small, weeks: 2, wagers: 50 });
    expect(logins.map(({ role }) => role)).toEqual(['admin', 'agent', 'customer']);
    for (const { username, role } of logins) {
      const [row] = await query<{ role: string; password_hash: string }>(
        context,
        `SELECT role, password_hash FROM users WHERE username = ? AND status = 'active'`,
        username,
      );
      expect(row?.role).toBe(role);
      expect(await passwordMatches(context, password, row?.password_hash ?? null)).toBe(true);
    }
  });

  it('refuses production and a book that is not empty', async () => {
    const { context } = await openBook(engine);
    expect(await isEmptyBook(context)).toBe(false);
    await expect(seedDemoBook(context, small)).rejects.toThrow(/the book is not empty/);
    const secret = 'x'.repeat(32);
    const config = testConfig({
      NODE_ENV: 'production',
      SESSION_SECRET: secret,
      DATA_KEY: secret,
    });
    await expect(seedDemoBook({ ...context, config }, small)).rejects.toThrow(/not for production/);
  });
});
