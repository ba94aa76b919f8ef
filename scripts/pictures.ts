import type { Page } from 'playwright-core';

/** The pictures of the documentation: the page, the role, and the clicks before each. */

export interface Picture {
  name: string;
  role?: 'admin' | 'agent' | 'customer';
  path?: string;
  dark?: true;
  /** Width of a telephone: 360 pixels. */
  small?: true;
  height?: number;
  /** Shows a table of the adopted file. */
  ofAdopted?: true;
  /** Runs before the picture is taken. */
  act?: (page: Page) => Promise<void>;
}

const openFirstRow = async (page: Page) => {
  await page.locator('tbody .row-link').first().click();
  await page.locator('dl.record').waitFor();
};

/** Reads the key of a title in the adopted library. */
const firstIsbn = async (page: Page) => {
  const reply = await page.request.get('/admin/api/resources/title/actions/export?format=csv', {
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  const [, row = ''] = (await reply.text()).split('\r\n');
  return row.split(',')[0] ?? '';
};

/** Makes a copy, checks it and rehearses a restore, as an administrator does by the buttons. */
const doMaintenance = async (page: Page) => {
  for (const job of ['copy', 'check', 'drill', 'optimize']) {
    await page.getByTestId(`start-${job}`).click();
    await page.locator(`[data-testid="outcome-${job}"]:not(:empty)`).waitFor({ timeout: 120_000 });
  }
};

export const pictures: Picture[] = [
  { name: 'login', path: '/admin/login', height: 560 },
  { name: 'dashboard', role: 'admin', height: 1500 },
  { name: 'dashboard-dark', role: 'admin', dark: true, height: 1500 },
  { name: 'dashboard-agent', role: 'agent', height: 900 },
  { name: 'dashboard-customer-360', role: 'customer', small: true },
  { name: 'wagers', role: 'admin', path: '/admin/resources/wagers', height: 720 },
  { name: 'wagers-dark', role: 'admin', dark: true, path: '/admin/resources/wagers', height: 720 },
  { name: 'wagers-360', role: 'admin', small: true, path: '/admin/resources/wagers' },
  { name: 'customers-agent', role: 'agent', path: '/admin/resources/customers', height: 720 },
  { name: 'wagers-customer', role: 'customer', path: '/admin/resources/wagers', height: 560 },
  {
    name: 'filter',
    role: 'admin',
    path: '/admin/resources/wagers?filters.status=settled&filters.result=win',
    height: 720,
    act: async (page) => {
      await page.getByTestId('filter-button').click();
      await page.getByRole('form', { name: 'Filter' }).waitFor();
    },
  },
  {
    name: 'wager',
    role: 'admin',
    path: '/admin/resources/wagers?filters.status=settled',
    height: 620,
    act: openFirstRow,
  },
  {
    name: 'settle',
    role: 'admin',
    path: '/admin/resources/wagers?filters.status=active',
    height: 560,
    act: async (page) => {
      await openFirstRow(page);
      await page.getByTestId('action-settle').click();
      await page.getByLabel('win').check();
      await page.getByRole('region', { name: 'What will happen' }).waitFor();
    },
  },
  {
    name: 'customer',
    role: 'admin',
    path: '/admin/resources/customers',
    height: 620,
    act: openFirstRow,
  },
  {
    name: 'customer-edit',
    role: 'admin',
    path: '/admin/resources/customers/actions/new',
    height: 760,
    act: async (page) => {
      await page.getByLabel('Name').fill('Zoë Ångström');
      await page.getByLabel('Betting limit').fill('12.345');
      await page.getByTestId('button-save').click();
      await page.locator('.field-error').first().waitFor();
    },
  },
  {
    name: 'views',
    role: 'admin',
    path: '/admin/resources/wagers?filters.status~~in=settled,voided&filters.created_at~~during=this_month',
    height: 720,
    act: async (page) => {
      await page.locator('[data-total]').first().waitFor();
      await page.getByTestId('views-button').click();
      await page.getByLabel('Save this view as').fill('Graded this month');
      await page.getByLabel('Share with').selectOption('Agents');
    },
  },
  {
    name: 'columns-360',
    role: 'agent',
    small: true,
    dark: true,
    path: '/admin/resources/customers',
    act: async (page) => {
      await page.getByTestId('columns-button').click();
      await page.getByTestId('columns').waitFor();
    },
  },
  {
    name: 'customer-wagers',
    role: 'admin',
    path: '/admin/resources/customers?sortBy=name&direction=asc',
    height: 720,
    act: async (page) => {
      await openFirstRow(page);
      const tabs = page.getByRole('navigation', { name: 'Pages of this record' });
      await tabs.getByRole('link', { name: 'Wagers' }).click();
      await page.locator('[data-total]').first().waitFor();
    },
  },
  { name: 'audit-trail', role: 'admin', path: '/admin/resources/audit_log', height: 720 },
  { name: 'weekly', role: 'admin', path: '/admin/pages/weekly', height: 900 },
  { name: 'weekly-agent-360', role: 'agent', small: true, path: '/admin/pages/weekly' },
  {
    name: 'explain',
    role: 'admin',
    path: '/admin/pages/explain?figure=hold_percent',
    height: 900,
  },
  {
    name: 'explain-dark',
    role: 'agent',
    dark: true,
    path: '/admin/pages/explain?figure=commission',
    height: 760,
  },
  {
    name: 'recompute',
    role: 'admin',
    path: '/admin/resources/wagers?filters.status=active',
    height: 900,
    act: async (page) => {
      // Figures change only after a grading that is newer than they are.
      await openFirstRow(page);
      await page.getByTestId('action-settle').click();
      await page.getByLabel('loss').check();
      await page.getByRole('region', { name: 'What will happen' }).waitFor();
      await page.getByTestId('confirm').click();
      await page.getByTestId('action-reopen').waitFor();
      await page.goto('/admin/resources/weekly_stats/actions/recompute');
      await page.getByText('→').first().waitFor();
    },
  },
  {
    name: 'reconciliation',
    role: 'admin',
    path: '/admin/pages/reconciliation',
    height: 720,
    act: async (page) => {
      await page.getByTestId('reconcile').click();
      await page.getByTestId('reconciliation-summary').waitFor();
    },
  },
  {
    name: 'maintenance',
    role: 'admin',
    path: '/admin/pages/maintenance',
    height: 850,
    act: doMaintenance,
  },
  { name: 'maintenance-360', role: 'admin', small: true, path: '/admin/pages/maintenance' },
  {
    name: 'statement',
    role: 'customer',
    height: 720,
    act: async (page) => {
      await page.getByTestId('tile-available').getByRole('link').click();
      const tabs = page.getByRole('navigation', { name: 'Pages of this record' });
      await tabs.getByRole('link', { name: 'Statement' }).click();
      await page.getByTestId('statement').getByRole('row').nth(1).waitFor();
    },
  },
  {
    name: 'export',
    role: 'agent',
    path: '/admin/resources/customers/actions/export?filters.status=active',
    height: 560,
  },
  {
    name: 'import',
    role: 'admin',
    path: '/admin/resources/customers/actions/import',
    height: 900,
    act: async (page) => {
      const rows = [
        'Name,Agent,Email',
        'Ana Ruiz,Harbor Street,ana@example.test',
        'Bo,Nowhere,b@x.test',
      ];
      await page.getByLabel('Choose a file').setInputFiles({
        name: 'customers.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(rows.join('\n')),
      });
      await page.getByTestId('import-good').waitFor();
    },
  },
  {
    name: 'find',
    role: 'admin',
    height: 560,
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('wagers');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'spanish',
    role: 'agent',
    path: '/admin/resources/wagers',
    height: 720,
    act: async (page) => {
      await page.getByTestId('user-menu').click();
      await page.getByLabel('Español').check();
      await page.getByRole('heading', { level: 1, name: 'Apuestas' }).waitFor();
    },
  },
  {
    name: 'adopted-list',
    role: 'admin',
    path: '/admin/resources/title?sortBy=published&direction=desc',
    height: 720,
    ofAdopted: true,
  },
  {
    name: 'adopted-record',
    role: 'admin',
    path: '/admin/resources/loan',
    height: 620,
    ofAdopted: true,
    act: openFirstRow,
  },
  {
    name: 'import-table',
    role: 'admin',
    path: '/admin/resources/title/actions/import',
    height: 1180,
    ofAdopted: true,
    act: async (page) => {
      const rows = [
        'ISBN,Title,Published,Pages,Price',
        `${await firstIsbn(page)},,,212,19.90`,
        '9788203360,Northern Lights,2021,340,24.50',
        '9788203361,Southern Lights,2022,many,21.00',
      ];
      await page.getByLabel('Choose a file').setInputFiles({
        name: 'titles.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(rows.join('\n')),
      });
      await page.getByLabel('What the import does').selectOption('both');
      await page.getByText('New: 1. Changed: 1. Unchanged: 0. Wrong rows: 1.').waitFor();
    },
  },
];
