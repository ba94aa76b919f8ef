import { expect, it } from 'vitest';
import type { Context } from '../../src/context.js';
import type { Engine } from '../../src/db/types.js';
import {
  addAgent,
  addCustomer,
  addLogin,
  balanceOf,
  openBook,
  query,
} from '../helpers/books/book.js';
import { placeMany } from '../helpers/books/many-wagers.js';
import { run, type Printed } from '../helpers/commands/run.js';
import { describeOnEngines, type TestEngine } from '../helpers/engines/engines.js';

interface Desk {
  context: Context;
  customerId: string;
  admin: string;
  command(...args: string[]): Promise<Printed>;
  /** Runs a command as the administrator. */
  act(...args: string[]): Promise<Printed>;
}

async function openDesk(testEngine: TestEngine): Promise<Desk> {
  const { context, admin, engine } = await openBook(testEngine);
  const agentId = await addAgent(context);
  const customerId = await addCustomer(context, agentId, { name: 'Ann', limit: 500 });
  const command = (...args: string[]) => runAt(engine, args);
  return {
    context,
    customerId,
    admin: admin.username,
    command,
    act: (...args) => command(...args, '--as', admin.username),
  };
}

function runAt(engine: Engine, args: string[]): Promise<Printed> {
  return run(engine, args);
}

function place(desk: Desk, ...more: string[]): Promise<Printed> {
  const { customerId: id } = desk;
  const bet = ['--amount', '110', '--odds', '-110', '--description', 'Bears +3'];
  return desk.act('wager', 'place', '--customer', id, ...bet, ...more);
}

describeOnEngines('wager commands', (testEngine) => {
  it('place, settle and reopen a wager by its number', async () => {
    const desk = await openDesk(testEngine);
    const placed = await place(desk);
    expect(placed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(placed.stdout).toBe('W-1001 placed: 110.00 at -110 for Ann, to win 100.00\n');
    expect(await balanceOf(desk.context, desk.customerId)).toBe(-110);

    const dry = await desk.act('wager', 'settle', 'W-1001', '--result', 'win', '--dry-run');
    expect(dry.exitCode).toBe(0);
    expect(dry.stdout).toContain('1 row would change; balances would go up by 210.00');
    expect(await balanceOf(desk.context, desk.customerId)).toBe(-110);

    const settled = await desk.act('wager', 'settle', 'W-1001', '--result', 'win');
    expect(settled).toMatchObject({
      exitCode: 0,
      stdout: 'W-1001 settled as win: 210.00 paid to Ann\n',
    });
    expect(await balanceOf(desk.context, desk.customerId)).toBe(100);

    const again = await desk.act('wager', 'settle', 'W-1001', '--result', 'loss');
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toBe(
      'error: wager W-1001 is already settled as win; use regrade to change its result\n',
    );
    const reopened = await desk.act('wager', 'reopen', 'W-1001', '--reason', 'wrong match');
    expect(reopened.exitCode).toBe(0);
    expect(await balanceOf(desk.context, desk.customerId)).toBe(-110);
    expect(
      await query(
        desk.context,
        `SELECT address, reason FROM audit_log WHERE action = 'wager.reopened'`,
      ),
    ).toEqual([{ address: 'command line', reason: 'wrong match' }]);
  });

  it('change several wagers only after showing them, and list the refused ones', async () => {
    const desk = await openDesk(testEngine);
    await place(desk);
    await place(desk);
    await desk.act('wager', 'void', 'W-1001');
    const both = ['wager', 'settle', 'W-1001', 'W-1002', '--result', 'loss'];
    const alone = await desk.act(...both);
    expect(alone).toMatchObject({ exitCode: 2, stdout: '' });
    expect(alone.stderr).toMatch(/W-1002.*\nrefused: W-1001.*\n1 row would change/);
    const done = await desk.act(...both, '--yes');
    expect(done).toMatchObject({ exitCode: 1, stdout: 'W-1002 settled as loss\n' });
    expect(done.stderr).toContain('refused: W-1001: wager W-1001 is already voided');
  });

  it('refuse to settle or void a wager that waits for acceptance, in the preview too', async () => {
    const desk = await openDesk(testEngine);
    const { context, customerId } = desk;
    const login = await addLogin(context, 'customer', { customerId });
    const [pending = ''] = await placeMany(context, login, [customerId], 1, 'pending');
    await place(desk);
    const waits = 'wager W-1001 waits for acceptance: accept or cancel it';
    for (const verb of [['settle', '--result', 'win'], ['void']] as const) {
      const [name, ...options] = verb;
      const dry = await desk.act('wager', name, 'W-1001', 'W-1002', ...options, '--dry-run');
      expect(dry).toMatchObject({ exitCode: 0 });
      expect(dry.stdout + dry.stderr).toContain(`refused: W-1001: ${waits}`);
      expect(dry.stdout).toContain('1 row would change');
      const alone = await desk.act('wager', name, pending, ...options);
      expect(alone).toMatchObject({ exitCode: 1, stdout: '', stderr: `error: ${waits}\n` });
    }
    const both = await desk.act('wager', 'void', 'W-1001', 'W-1002', '--yes');
    expect(both).toMatchObject({ exitCode: 1, stdout: 'W-1002 voided: 110.00 returned to Ann\n' });
    expect(both.stderr).toContain(`refused: W-1001: ${waits}`);
    await desk.act('wager', 'accept', 'W-1001');
    expect((await desk.act('wager', 'void', 'W-1001')).exitCode).toBe(0);
    expect(await balanceOf(context, customerId)).toBe(0);
  });

  it('take effect once for one operation id', async () => {
    const desk = await openDesk(testEngine);
    const first = await place(desk, '--operation', 'op-1', '--json');
    const second = await place(desk, '--operation', 'op-1', '--json');
    expect(second.exitCode).toBe(0);
    expect(second.json).toEqual({ ...(first.json as object), repeated: true });
    expect(second.stderr).toContain('took effect before');
    expect(await balanceOf(desk.context, desk.customerId)).toBe(-110);
  });

  it('exit with 2 after wrong use and with 1 after a refusal of the book', async () => {
    const desk = await openDesk(testEngine);
    expect((await desk.command('wager', 'place')).exitCode).toBe(2);
    expect((await desk.act('wager', 'settle', 'W-1', '--result', 'draw')).exitCode).toBe(2);
    const anonymous = await desk.command('wager', 'void', 'W-1');
    expect(anonymous).toMatchObject({ exitCode: 2 });
    expect(anonymous.stderr).toContain('option --as <user> is missing; every change is made');
    const unknown = await desk.act('wager', 'void', 'W-1');
    expect(unknown).toMatchObject({ exitCode: 1, stderr: 'error: there is no such wager\n' });
    const nobody = await desk.command('wager', 'void', 'W-1', '--as', 'nobody');
    expect(nobody.stderr).toBe('error: there is no login nobody\n');
    const suspended = await addLogin(desk.context, 'admin', { status: 'suspended' });
    const refused = await desk.command('wager', 'void', 'W-1', '--as', suspended.username);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('this login is suspended');
    const far = await place(desk, '--amount', '1000');
    expect(far.exitCode).toBe(1);
    expect(far.stderr).toContain('beyond the betting limit of 500.00; available to bet: 500.00');
  });
});

describeOnEngines('transaction commands', (testEngine) => {
  it('create, process and reverse a deposit, and adjust a balance', async () => {
    const desk = await openDesk(testEngine);
    const { customerId } = desk;
    const email = `${customerId}@example.test`;
    const deposit = ['--customer', email, '--type', 'deposit', '--amount', '1,250.50'];
    const created = await desk.act('transaction', 'create', ...deposit, '--json');
    expect(created.exitCode).toBe(0);
    const id = (created.json as { done: { id: string }[] }).done[0]?.id ?? '';
    expect(await balanceOf(desk.context, customerId)).toBe(0);
    expect((await desk.act('transaction', 'process', id)).exitCode).toBe(0);
    expect(await balanceOf(desk.context, customerId)).toBe(1250.5);
    const failed = await desk.act('transaction', 'fail', id, '--reason', 'late');
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toContain('is already completed; use reverse to take it back');
    expect((await desk.act('transaction', 'reverse', id)).exitCode).toBe(0);
    expect(await balanceOf(desk.context, customerId)).toBe(0);

    const adjust = ['transaction', 'adjust', '--customer', customerId, '--reason', 'Correction'];
    const refused = await desk.act(...adjust, '--amount', '-20');
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('below zero');
    const adjusted = await desk.act(...adjust, '--amount', '-20', '--allow-negative');
    expect(adjusted.stdout).toBe('20.00 taken from the balance of Ann: Correction\n');
    expect(await balanceOf(desk.context, customerId)).toBe(-20);
  });
});
