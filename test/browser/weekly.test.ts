import { describe, expect, it } from 'vitest';
import { fillSignIn, useBrowser, visit } from '../helpers/browser.js';
import { DEMO_PASSWORD, openDemoSite } from '../helpers/demo-site.js';
import { embedded } from '../helpers/engines.js';

const browser = useBrowser();

describe('scratch', () => {
  it('shots', async () => {
    const site = await openDemoSite(embedded, {});
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 1280],
      ['light', 360],
    ] as const) {
      const { page } = await browser.open(site, { colorScheme, width });
      await fillSignIn(page, 'admin', DEMO_PASSWORD);
      await page.getByTestId('dashboard').waitFor();
      for (const [name, path] of [
        ['dashboard', '/admin'],
        ['weekly', '/admin/pages/weekly'],
        ['explain', '/admin/pages/explain?figure=hold_percent'],
      ] as const) {
        await visit(page, path);
        await page.setViewportSize({ width, height: 2400 });
        await page.waitForTimeout(400);
        await page.screenshot({ path: `/tmp/shots/${name}-${colorScheme}-${width}.png` });
        await page.setViewportSize({ width, height: 900 });
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        console.log(name, overflow);
      }
    }
    for (const role of ['agent', 'customer']) {
      const { page } = await browser.open(site, {});
      await fillSignIn(page, role, DEMO_PASSWORD);
      await page.getByTestId('dashboard').waitFor();
      await page.screenshot({ path: `/tmp/shots/dashboard-${role}.png` });
      if (role === 'agent') {
        await visit(page, '/admin/pages/weekly');
        await page.screenshot({ path: `/tmp/shots/weekly-${role}.png` });
      }
    }
    expect(1).toBe(1);
  }, 240000);
});
