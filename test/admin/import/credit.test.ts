import { ValidationError } from 'adminjs';
import { expect, it } from 'vitest';
import { resources } from '../../../resources/index.js';
import { createPanels } from '../../../src/admin/panels/panels.js';
import { callOfActor } from '../../../src/admin/request/user.js';
import type { Context } from '../../../src/context.js';
import { PASSWORD } from '../../helpers/books/logins.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { readingTogether } from '../../helpers/engines/together.js';
import { stubAssets } from '../../helpers/panels/driver.js';
import { ask, openImport } from '../../helpers/panels/imports.js';

/** Limits that an agent gives by a file: no more than its credit, row by row. */

describeOnEngines('an import within credit', (engine) => {
  async function openCredit(credit: number | null) {
    const book = await openImport(engine);
    await book.rows(`UPDATE agents SET credit_limit = ? WHERE id = 'a2' RETURNING id`, credit);
    const given = async () => {
      const [row] = await book.rows(
        `SELECT count(*) AS n, coalesce(sum(betting_limit), 0) AS sum,
          (SELECT credit_used FROM agents WHERE id = 'a2') AS used
         FROM customers WHERE agent_id = 'a2'`,
      );
      return row;
    };
    return { ...book, given, gus: await book.server.signIn('gus', PASSWORD) };
  }

  const file = (limits: readonly (number | '')[], name = 'c') =>
    `name,email,betting limit\n${limits
      .map((limit, index) => `${name}${index},${name}${index}@x.test,${limit}\n`)
      .join('')}`;

  const beyond = (sum: string, left: string) =>
    `the betting limits of the customers of Agent a2 would sum to ${sum}, and its credit limit is 1,000.00; ${left} of credit is left, so this limit can be ${left} at most; an administrator can raise the credit limit`;

  it('refuses the rows that do not fit, and its check says the same', async () => {
    const { gus, given } = await openCredit(1000);
    const csv = file([600, 500, 400, '', 0.01]);
    const checked = await ask(gus, { step: 'check', csv });
    const problems = [
      { line: 3, label: 'c1', problem: beyond('1,100.00', '400.00') },
      { line: 6, label: 'c4', problem: beyond('1,000.01', '0.00') },
    ];
    expect(checked.checked).toMatchObject({ good: 3, bad: 2 });
    expect(checked.checked?.lines.filter(({ problem }) => problem !== '')).toMatchObject(problems);
    const all = { step: 'commit', mode: 'all', csv, operationId: 'import-all-1' };
    expect((await ask(gus, all)).problem).toContain(beyond('1,100.00', '400.00'));
    expect(await given()).toEqual({ n: 0, sum: 0, used: 0 });
    const good = await ask(gus, { ...all, mode: 'good', operationId: 'import-good-1' });
    expect(good.imported).toMatchObject({ good: 3, bad: 2 });
    expect(good.imported?.errorFile).toContain(
      `c1,c1@x.test,500,"${beyond('1,100.00', '400.00')}"`,
    );
    expect(await given()).toEqual({ n: 3, sum: 1000, used: 1000 });
  });

  it('makes customers of an agent without credit with limit 0, 3,000 of them too', async () => {
    const { gus, given } = await openCredit(null);
    const csv = file(Array.from({ length: 3000 }, () => ''));
    const reply = await ask(gus, { step: 'commit', mode: 'good', csv, operationId: 'import-3000' });
    expect(reply.imported).toMatchObject({ good: 3000, bad: 0 });
    expect(await given()).toEqual({ n: 3000, sum: 0, used: 0 });
    const raised = await ask(gus, { step: 'check', csv: file([1], 'd') });
    expect(raised.checked?.lines[0]?.problem).toMatch(/^agent Agent a2 has no credit/);
  });

  it('counts over the chunks of a file, in a check as in an import', async () => {
    const { gus, given } = await openCredit(1000);
    const csv = file(Array.from({ length: 1200 }, () => 1));
    const checked = await ask(gus, { step: 'check', csv });
    expect(checked.checked).toMatchObject({ good: 1000, bad: 200 });
    const order = { step: 'commit', csv, mode: 'good', operationId: 'import-chunks' };
    expect((await ask(gus, order)).imported).toMatchObject({ good: 1000, bad: 200 });
    expect(await given()).toEqual({ n: 1000, sum: 1000, used: 1000 });
  });

  it('holds among an import and creates that read before any of them writes', async () => {
    let hasMet = () => false;
    const contexts: Context[] = [];
    const book = await openImport(engine, (context) => {
      const together = readingTogether(context.database, /credit_used FROM agents/, 21);
      ({ hasMet } = together);
      const shared = { ...context, database: together.database };
      contexts.push(shared);
      return shared;
    });
    await book.rows(`UPDATE agents SET credit_limit = 1000 WHERE id = 'a2' RETURNING id`);
    const gus = await book.server.signIn('gus', PASSWORD);
    const csv = file([150, 150, 150, 150]);
    const order = { step: 'commit', mode: 'good', csv, operationId: 'import-race' };
    const panels = await createPanels(contexts[0] ?? book.context, resources, {
      assets: stubAssets,
    });
    const call = callOfActor({ ...book.actor, role: 'agent', agentId: 'a2' });
    const creates = Array.from({ length: 20 }, (_, index) =>
      panels
        .resources('agent')
        .get('customers')
        ?.create({ name: 'Racing', email: `race${index}@x.test`, betting_limit: '150' }, call)
        .catch((error: unknown) => {
          if (!(error instanceof ValidationError)) throw error;
        }),
    );
    const [imported, ...made] = await Promise.all([ask(gus, order), ...creates]);
    expect(hasMet()).toBe(true);
    const count = made.filter((one) => one !== undefined).length;
    expect(count + (imported.imported?.good ?? 0)).toBe(6);
    expect(
      await book.rows(`SELECT credit_used, (SELECT sum(betting_limit) FROM customers
        WHERE agent_id = 'a2') AS sum FROM agents WHERE id = 'a2'`),
    ).toEqual([{ credit_used: 900, sum: 900 }]);
  });
});
