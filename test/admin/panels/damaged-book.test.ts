import { expect, it } from 'vitest';
import path from 'node:path';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import { leafPagesOf, overwritePages } from '../../helpers/books/damage.js';
import { openBookOf } from '../../helpers/books/logins.js';
import { describeOnSqlite, temporaryFolder } from '../../helpers/engines/engines.js';
import { openPanelBook, type PanelBook } from '../../helpers/panels/panel-book.js';
import { whenDone } from '../../helpers/run/shared-world.js';

/** A book whose customers are on pages of noise, behind its panels. */

const CUSTOMERS = '/api/resources/customers/actions';
const RESTORE =
  'The database is damaged; stop the server and restore the newest copy: npm run cli -- restore (docs/recovery.md)';

describeOnSqlite('panels of a damaged book', (engine) => {
  async function openDamaged(
    choose = (pages: number[]) => pages.slice(1, -1),
  ): Promise<PanelBook<'ada' | 'abel'>> {
    const file = path.join(temporaryFolder(), 'book.db');
    const { context } = await openBookOf(engine, {
      agents: ['a1'],
      sql: [
        `WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
          INSERT INTO customers (id, agent_id, name, email, created_at, updated_at)
          SELECT 'c' || i, 'a1', 'Customer ' || i, i || '@customers.test',
            '2026-03-04 12:00:00', '2026-03-04 12:00:00' FROM n`,
      ],
    });
    await context.engine.copyTo?.(file);
    overwritePages(file, choose(leafPagesOf(file, 'customers')));
    const open = () => {
      const opened = openEmbedded({ file, threads: false });
      whenDone(() => opened.close());
      return Promise.resolve(opened);
    };
    const logins = { ada: 'admin', abel: { agent: 'a1' } } as const;
    return openPanelBook({ open }, { logins });
  }

  it('tells administrators the way out, and everybody else whom to tell', async () => {
    const { people, log } = await openDamaged();
    const list = `${CUSTOMERS}/list?sortBy=name&direction=asc`;
    const admin = await people.ada.get(list);
    expect(admin.status).toBe(503);
    expect(admin.json.message).toBe(RESTORE.replace('The', 'the'));
    const agent = await people.abel.get(list);
    expect(agent.status).toBe(503);
    expect(agent.json.message).toBe('the database is damaged; tell whoever runs this server');
    expect(log).toContainEqual(
      expect.objectContaining({
        level: 50,
        method: 'GET',
        route: expect.stringContaining('customers') as string,
        err: expect.objectContaining({ sqliteCode: 'SQLITE_CORRUPT' }) as object,
      }),
    );
  });

  it('names the way out in the place of an export', async () => {
    const { people } = await openDamaged();
    for (const format of ['csv', 'json', 'xlsx']) {
      const reply = await people.ada.get(`${CUSTOMERS}/export?format=${format}&sortBy=name`);
      expect([reply.status, reply.text], format).toEqual([
        503,
        expect.stringContaining('npm run cli -- restore (docs/recovery.md)'),
      ]);
    }
  });

  it('breaks off an export that meets damage, and logs its address', async () => {
    const { people, log } = await openDamaged((pages) => pages.slice(-5, -1));
    const file = await people.ada.open(`${CUSTOMERS}/export?format=csv&sortBy=created_at`);
    expect(file.statusCode).toBe(200);
    const whole = (async () => {
      for await (const part of file) if (part === null) return;
    })();
    await expect(whole).rejects.toThrow('aborted');
    expect(log).toContainEqual(
      expect.objectContaining({
        level: 50,
        msg: 'an answer was broken off',
        route: '/admin/api/resources/customers/actions/export',
        err: expect.objectContaining({ sqliteCode: 'SQLITE_CORRUPT' }) as object,
      }),
    );
  });

  it('refuses a form with the reason, and keeps what was typed', async () => {
    const { people } = await openDamaged();
    await people.ada.get(`${CUSTOMERS}/list?sortBy=name&direction=asc`);
    const { json } = await people.ada.post('/api/resources/agents/actions/new', {
      name: 'Bea',
      code: 'bea',
    });
    expect(json.notice).toMatchObject({
      type: 'error',
      message: expect.stringMatching(
        /found damaged, so nothing is written any more; stop/i,
      ) as string,
    });
    expect(json.record.params['name']).toBe('Bea');
  });
});
