import { expect, it } from 'vitest';
import { query } from '../../helpers/books/book.js';
import { openDemoBook } from '../../helpers/books/demo-book.js';
import { run } from '../../helpers/commands/run.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';

const book = { weeks: 2, customers: 20, wagers: 80 };

describeOnSqlite('stats recompute', (testEngine) => {
  it('shows old and new values, asks, stores them, and has nothing left to do the second time', async () => {
    const { engine, context } = await openDemoBook(testEngine, { book });
    const [{ week } = { week: '' }] = await query<{ week: string }>(
      context,
      `SELECT min(week_start) AS week FROM weekly_stats WHERE total_bets > 0`,
    );
    const right = await query(context, 'SELECT * FROM weekly_stats ORDER BY week_start');
    await engine.database
      .prepare('UPDATE weekly_stats SET total_bets = 999 WHERE week_start = ?')
      .bind(week)
      .run();
    const range = ['stats', 'recompute', '--from', week, '--to', week];
    const dry = await run(engine, [...range, '--dry-run']);
    expect(dry.exitCode).toBe(0);
    expect(dry.stdout).toMatch(new RegExp(`weekly_stats +weekly +${week} +total_bets +999 +\\d+`));
    expect(dry.stderr).toBe('1 value would change\n');

    const alone = await run(engine, range);
    expect(alone).toMatchObject({ exitCode: 2, stdout: '' });
    const done = await run(engine, [...range, '--yes', '--json']);
    expect(done).toMatchObject({ exitCode: 0, json: { changes: [{ before: 999 }] } });
    const again = await run(engine, ['stats', 'recompute', '--from', week, '--yes']);
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stderr).toContain('periods looked at');
    const now = await query(
      context,
      'SELECT total_bets, total_win FROM weekly_stats WHERE week_start = ?',
      week,
    );
    expect(right).toContainEqual(expect.objectContaining(now[0]));
  });

  it('refuses ranges that make no sense', async () => {
    const { engine } = await openDemoBook(testEngine, { book });
    const refused = async (...args: string[]) => {
      const { exitCode, stderr } = await run(engine, ['stats', 'recompute', ...args, '--yes']);
      return `${exitCode} ${stderr}`;
    };
    expect(await refused()).toBe(
      '2 error: the days to recompute are missing; give --from and --to, or --all\n',
    );
    expect(await refused('--all', '--from', '2026-01-01')).toContain('2 error: --all and a range');
    expect(await refused('--from', '2026-01-02', '--to', '2026-01-01')).toMatch(/^1 .* backwards/);
    expect(await refused('--from', 'March')).toMatch(/^1 .* is not a date/);
    expect(await refused('--from', '2026-01-01', '--to', '2999-01-01')).toMatch(/in the future/);
  });
});
