import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { query } from '../helpers/books/book.js';
import { addRule } from '../helpers/books/limit-rules.js';
import { useBrowser } from '../helpers/browser/browser.js';
import { openSite, type Site } from '../helpers/browser/site.js';
import { embedded } from '../helpers/engines/engines.js';

const browser = useBrowser();
const pictures = process.env['LIMIT_PICTURES'];

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: path.join(pictures, `${name}-${width}.png`), fullPage: true });
  }
}

async function fillBet(page: Page, customer: string | null): Promise<void> {
  await page.getByTestId('action-place').click();
  if (customer !== null) {
    await page.getByLabel('Customer').fill(customer);
    await page.getByRole('option', { name: customer }).click();
  }
  await page.getByLabel('Bet').fill('Chiefs -3.5');
  await page.getByLabel('Stake').fill('100');
  await page.getByLabel('Odds').fill('-110');
  await page.getByLabel('Start of the event').fill('2026-03-04T18:30');
}

async function openLimited(): Promise<Site> {
  const site = await openSite(embedded, { customers: 2 });
  await addRule(site.context, { name: 'Harbor Street', agentId: site.agentId, greatestStake: 50 });
  return site;
}

describe('limits of bets in the browser', () => {
  it('ask an administrator for a reason, and keep the start of the event', async () => {
    const site = await openLimited();
    const { page } = await browser.signIn(site, 'ada', { at: '/admin/resources/wagers' });
    await fillBet(page, 'Customer 01');
    await page.getByTestId('confirm').click();
    const refusal = page.getByText('the greatest stake of the rule “Harbor Street”');
    await refusal.first().waitFor();
    await picture(page, 'place-admin');
    await page.getByLabel('Reason').fill('agreed by telephone');
    await page.getByTestId('confirm').click();
    await page.getByRole('heading', { level: 1, name: 'Wagers' }).waitFor();
    expect(
      await query(
        site.context,
        `SELECT w.event_starts_at, a.reason FROM wagers w JOIN audit_log a ON a.record_id = w.id
           AND a.action = 'limits.passed'`,
      ),
    ).toEqual([{ event_starts_at: '2026-03-04 18:30:00', reason: 'agreed by telephone' }]);
    await page.locator('tbody .row-link').click();
    await page.getByText('Event starts at').waitFor();
    await picture(page, 'wager-admin');
  });

  it.each([
    ['gus', 'agent', 'Customer 01'],
    ['cleo', 'customer', null],
  ])(
    'refuse a bet of %s beside its field, and offer no reason',
    async (username, role, customer) => {
      const site = await openLimited();
      const { page } = await browser.signIn(site, username, { at: '/admin/resources/wagers' });
      await fillBet(page, customer);
      expect(await page.getByLabel('Reason').count()).toBe(0);
      await page.getByTestId('confirm').click();
      const refusal = page.getByTestId('field-amount').getByRole('alert');
      expect(await refusal.innerText()).toBe(
        'The stake of 100.00 is above 50.00, the greatest stake of the rule “Harbor Street”; an administrator can change the rule, or go beyond it with a reason',
      );
      expect(await page.getByLabel('Bet').inputValue()).toBe('Chiefs -3.5');
      await picture(page, `place-${role}`);
      await page.getByLabel('Stake').fill('50');
      await page.getByTestId('confirm').click();
      await page.getByRole('heading', { level: 1, name: 'Wagers' }).waitFor();
    },
  );

  it('are rules that an administrator makes and takes out of force, with errors beside their fields', async () => {
    const site = await openLimited();
    const { page } = await browser.signIn(site, 'ada', { at: '/admin/resources/limit_rules' });
    await page.getByText('Limits of the book').waitFor();
    await page.getByText('+10000').waitFor();
    await picture(page, 'rules-admin');
    await page.goto('/admin/resources/limit_rules/actions/new');
    await page.getByLabel('Name').fill('Long shots');
    await page.getByLabel('Greatest odds').fill('+50');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('the odds are between -100 and 100').waitFor();
    await page.getByLabel('Greatest odds').fill('+500');
    await page.getByLabel('Scope').selectOption('agent');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('is filled in for a rule of one agent').first().waitFor();
    await picture(page, 'rule-form-admin');
    await page.getByLabel('Scope').selectOption('book');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Long shots' }).waitFor();
    expect(
      await query(site.context, `SELECT greatest_odds FROM limit_rules WHERE name = 'Long shots'`),
    ).toEqual([{ greatest_odds: 6 }]);
    await picture(page, 'rule-admin');
  });

  it('show an agent the rules of its own', async () => {
    const site = await openLimited();
    await addRule(site.context, { name: 'Mill Lane', agentId: site.otherAgentId, greatestWin: 5 });
    const { page } = await browser.signIn(site, 'gus', { at: '/admin/resources/limit_rules' });
    await page.getByText('Harbor Street').first().waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await picture(page, 'rules-agent');
  });
});
