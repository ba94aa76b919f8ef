import { expect, it } from 'vitest';
import { relativePeriod } from '../../../src/admin/query/relative-dates.js';
import { openBook } from '../../helpers/books/logins.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** The clock says Monday noon in UTC, and an hour past midnight of Tuesday in Auckland. */
describeOnSqlite('days relative to today', (engine) => {
  const auckland = sharedWorld(() => openBook(engine, { BOOK_TIMEZONE: 'Pacific/Auckland' }));

  it.each([
    ['today', '2026-03-03', '2026-03-03', '2026-03-02 11:00:00'],
    ['yesterday', '2026-03-02', '2026-03-02', '2026-03-01 11:00:00'],
    ['this_week', '2026-03-02', '2026-03-08', '2026-03-01 11:00:00'],
    ['last_week', '2026-02-23', '2026-03-01', '2026-02-22 11:00:00'],
    ['this_month', '2026-03-01', '2026-03-31', '2026-02-28 11:00:00'],
    ['last_month', '2026-02-01', '2026-02-28', '2026-01-31 11:00:00'],
  ])('%s is a span of the book’s own days', (word, start, end, startsAt) => {
    expect(relativePeriod(auckland().context, word)).toMatchObject({ start, end, startsAt });
  });

  it('another word has no span', async () => {
    const { context } = await openBook(engine);
    expect(relativePeriod(context, 'toString')).toBeNull();
  });
});
