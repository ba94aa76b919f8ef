import { expect, it } from 'vitest';
import { compareTables } from '../../src/db/migrations/table-parts.js';
import { openBook, query } from '../helpers/books/book.js';
import { run } from '../helpers/commands/run.js';
import { describeOnEngines } from '../helpers/engines/engines.js';

describeOnEngines('db check of the schema', (on) => {
  it('names each trigger, index and table that is missing or changed, with the way out', async () => {
    const { context, engine } = await openBook(on);
    await query(context, 'DROP TRIGGER trg_audit_log_no_delete');
    await query(context, 'DROP TRIGGER trg_audit_log_no_update');
    await query(
      context,
      'CREATE TRIGGER trg_audit_log_no_update BEFORE UPDATE ON audit_log BEGIN SELECT 1; END',
    );
    await query(context, 'DROP INDEX idx_wagers_open');
    await query(context, 'DROP TABLE login_attempts');
    const checked = await run(engine, ['db', 'check', '--json']);
    expect(checked.exitCode).toBe(1);
    const { problems } = checked.json as { problems: string[] };
    expect(problems.filter((one) => one.includes('missing') || one.includes('differs'))).toEqual([
      expect.stringMatching(
        /^table login_attempts is missing, which migration \d+_sign_in_devices makes: restore a copy/,
      ),
      expect.stringMatching(/^index \w+ of login_attempts is missing/),
      expect.stringMatching(/^index \w+ of login_attempts is missing/),
      expect.stringMatching(/^index \w+ of login_attempts is missing/),
      expect.stringMatching(
        /^trigger trg_audit_log_no_update differs from the one that migration \d+_money_guards makes: drop it/,
      ),
      expect.stringMatching(
        /^trigger trg_audit_log_no_delete of audit_log is missing, .*statement in migrations\/\d+_money_guards\.sql/,
      ),
      expect.stringMatching(/^index idx_wagers_open of wagers is missing/),
      expect.stringMatching(/^index idx_login_attempts_source of login_attempts is missing/),
    ]);
  });

  it('names what a rebuilt table lacks', async () => {
    const { context, engine } = await openBook(on);
    await query(context, 'DROP TABLE login_attempts');
    await query(
      context,
      'CREATE TABLE login_attempts (id TEXT PRIMARY KEY NOT NULL, account_hash TEXT)',
    );
    const { stdout } = await run(engine, ['db', 'check']);
    expect(stdout).toMatch(/^- table login_attempts lacks "`address` text/m);
    expect(stdout).toMatch(
      /^- table login_attempts has "account_hash TEXT", which no migration makes/m,
    );
  });

  it('lists a column that somebody added by hand apart, as no problem', async () => {
    const { context, engine } = await openBook(on);
    await query(context, 'ALTER TABLE customers ADD COLUMN nickname TEXT');
    const checked = await run(engine, ['db', 'check', '--json']);
    expect(checked.json).toEqual({
      ok: true,
      problems: [],
      added: [{ type: 'column', name: 'customers.nickname', origin: 'by_hand' }],
    });
  });
});

it('compares tables whatever their spaces, quotes and order', () => {
  const one = 'CREATE TABLE `a` (`b` text NOT NULL, c INTEGER, CONSTRAINT d CHECK(c > 0))';
  const other =
    'CREATE TABLE "A" (c integer,\n "b" TEXT not null /* x */, constraint d check (c>0))';
  const none = { addedColumns: [], lacks: [], hasInstead: [] };
  expect(compareTables(one, other)).toEqual(none);
  expect(compareTables(one, one.replace('c > 0', 'c > 1'))).toEqual({
    addedColumns: [],
    lacks: ['CONSTRAINT d CHECK(c > 0)'],
    hasInstead: ['CONSTRAINT d CHECK(c > 1)'],
  });
});
