import { drizzle } from 'drizzle-orm/d1';
import { expect, it } from 'vitest';
import type { Context } from '../../../src/context.js';
import type { D1Database, D1PreparedStatement } from '../../../src/db/types.js';
import { systemActor } from '../../../src/services/accounts/actors.js';
import { readBookWeeks, readStanding } from '../../../src/services/figures/dashboard.js';
import { readWeeklySheet } from '../../../src/services/figures/weekly.js';
import { reconcile } from '../../../src/services/reconciliation/reconcile.js';
import { previewRecompute } from '../../../src/services/stats/recompute.js';
import { query } from '../../helpers/books/book.js';
import { openDemoBook } from '../../helpers/books/demo-book.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';

/** Long reads use indexes and bounded pieces: no read may walk a table that grows with the book. */

interface Recorded extends D1PreparedStatement {
  text: string;
  params: unknown[];
}

/** A context that records the plan of each of its long reads. */
function recordPlans(context: Context): { context: Context; plans: Map<string, string[]> } {
  const plans = new Map<string, string[]>();
  const { longReads } = context.engine;
  const note = async ({ text, params }: Recorded) => {
    if (plans.has(text)) return;
    plans.set(text, []);
    const plan = longReads.prepare(`EXPLAIN QUERY PLAN ${text}`).bind(...params);
    const { results } = await plan.all<{ detail: string }>();
    plans.set(
      text,
      results.map(({ detail }) => detail),
    );
  };
  const prepared = (text: string, params: unknown[]): Recorded => {
    const read = longReads.prepare(text).bind(...params);
    const noted =
      <Result>(run: () => Promise<Result>) =>
      async () => {
        await note(recorded);
        return run();
      };
    const recorded = {
      text,
      params,
      bind: (...values: unknown[]) => prepared(text, values),
      all: noted(() => read.all()),
      raw: noted(() => read.raw()),
      first: noted(() => read.first()),
      run: noted(() => read.run()),
    } as unknown as Recorded;
    return recorded;
  };
  const database = {
    prepare: (text: string) => prepared(text, []),
    batch: async (reads: Recorded[]) => {
      for (const read of reads) await note(read);
      return longReads.batch(
        reads.map(({ text, params }) => longReads.prepare(text).bind(...params)),
      );
    },
  } as unknown as D1Database;
  const engine = { ...context.engine, longReads: database, backgroundReads: database };
  return { context: { ...context, engine, longDb: drizzle(database) }, plans };
}

/**
 * Steps that walk a whole growing table. Key ranges need a walk over keys alone, and the index of
 * open wagers holds no other wagers.
 */
function walks(plan: readonly string[]): string[] {
  return plan.filter(
    (step) =>
      /^SCAN (?:wagers|w|transactions|t|o|gradings|g|activities)\b/.test(step) &&
      !/USING COVERING INDEX sqlite_autoindex|USING INDEX idx_wagers_open/.test(step),
  );
}

describeOnEngines('plans of long reads', (engine) => {
  it.each(['reconcile', 'recompute'])('%s walks no table that grows', async (what) => {
    const { context: plain } = await openDemoBook(engine, {
      book: { weeks: 2, customers: 20, wagers: 80 },
    });
    const actor = await systemActor(plain);
    const { context, plans } = recordPlans(plain);
    if (what === 'reconcile') await reconcile(context);
    else await previewRecompute(context, actor, 'all');
    expect(plans.size).toBeGreaterThan(5);
    const found = [...plans].flatMap(([text, plan]) =>
      walks(plan).map((step) => `${step}: ${text.replace(/\s+/g, ' ').slice(0, 120)}`),
    );
    expect(found).toEqual([]);
  });

  it.each([false, true])(
    'sum open wagers over an index of their own (ANALYZE has run: %s)',
    async (isAnalysed) => {
      const { context: plain } = await openDemoBook(engine, {
        book: { weeks: 2, customers: 20, wagers: 80 },
      });
      const [one] = await query<{ id: string }>(plain, 'SELECT id FROM agents ORDER BY id');
      if (isAnalysed) await query(plain, 'ANALYZE');
      const { context, plans } = recordPlans(plain);
      const admin = await systemActor(plain);
      const agent = { ...admin, role: 'agent' as const, agentId: one?.id ?? '' };
      await readBookWeeks(context, admin);
      for (const actor of [admin, agent]) {
        await readStanding(context, actor);
        await readWeeklySheet(context, actor);
      }
      const open = [...plans].filter(([text]) => /WHERE (w\.)?status IN/.test(text));
      expect(open.length).toBeGreaterThan(4);
      for (const [text, plan] of open) {
        expect(plan.join(), text).toContain('USING INDEX idx_wagers_open');
      }
    },
  );
});
