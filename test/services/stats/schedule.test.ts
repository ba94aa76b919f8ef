import { describe, expect, it } from 'vitest';
import { startStatsSchedule } from '../../../src/services/stats/schedule.js';
import { query, testConfig } from '../../helpers/books/book.js';
import { openDemoBook } from '../../helpers/books/demo-book.js';
import { embedded } from '../../helpers/engines/engines.js';

const book = { weeks: 2, customers: 20, wagers: 80 };

describe('the schedule of the figures', () => {
  it('is off unless it is configured', async () => {
    const { context } = await openDemoBook(embedded, { book });
    expect(startStatsSchedule(context)).toBeNull();
  });

  it('recomputes as the system, at times in the book’s zone', async () => {
    const env = { STATS_SCHEDULE: '15 4 * * *', BOOK_TIMEZONE: 'Asia/Tokyo' };
    const { context } = await openDemoBook(embedded, { book, env });
    for (const table of ['weekly_stats', 'kpi_metrics', 'period_states']) {
      await query(context, `DELETE FROM ${table}`);
    }
    const schedule = startStatsSchedule(context);
    if (!schedule) throw new Error('it did not start');
    expect(schedule.nextRun()?.toISOString()).toMatch(/T19:15:00/);
    await Promise.all([schedule.runNow(), schedule.runNow()]);
    await schedule.stop();
    expect(await query(context, 'SELECT * FROM weekly_stats')).not.toEqual([]);
    const audited = await query(
      context,
      "SELECT DISTINCT actor_user_id FROM audit_log WHERE action = 'stats.recomputed'",
    );
    expect(audited).toContainEqual({ actor_user_id: 'system' });
  });

  it.each(['every day', '61 4 * * *', '* * *'])(
    'refuses to start with %j, naming the variable',
    (expression) => {
      expect(() => testConfig({ STATS_SCHEDULE: expression })).toThrow(
        /STATS_SCHEDULE: must be a cron expression/,
      );
    },
  );
});
