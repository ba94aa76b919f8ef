import { describe, expect, it } from 'vitest';
import { settleWagers } from '../../../src/services/wagers/wagers.js';
import { useBrowser } from '../../helpers/browser/browser.js';
import { addWager, openSite, type Site } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

const browser = useBrowser();

/** One wager of 100.00, won a minute later. */
async function openStatement(): Promise<{ site: Site; wagerId: string }> {
  const site = await openSite(embedded);
  const wagerId = await addWager(site);
  site.clock.advance(60);
  await settleWagers(site.context, site.actors.admin, {
    operationId: site.context.newId(),
    ids: [wagerId],
    result: 'win',
  });
  return { site, wagerId };
}

describe('the statement', () => {
  const world = sharedWorld(openStatement);

  it.each([
    { username: 'ada', role: 'admin' },
    { username: 'gus', role: 'agent' },
    { username: 'cleo', role: 'customer' },
  ] as const)(
    '$username ($role) follows a customer’s balance line by line to its wagers',
    async ({ username }) => {
      const { site, wagerId } = world();
      const at = `/admin/resources/customers/records/${site.customerIds[0]}/show`;
      const { page } = await browser.signIn(site, username, { at });
      await page.getByRole('link', { name: 'Statement' }).click();
      const lines = page.getByTestId('statement').locator('tbody tr');
      await lines.nth(1).waitFor();
      expect(await lines.nth(0).innerText()).toMatch(/Settlement[^]*\+\$190\.91[^]*\$90\.91/);
      expect(await lines.nth(1).innerText()).toMatch(/Wager[^]*-\$100\.00[^]*-\$100\.00/);
      await lines.nth(0).getByRole('link', { name: /^W-/ }).click();
      await page.waitForURL(new RegExp(`/wagers/records/${wagerId}/show`));
    },
  );
});
