import { describe, expect, it, vi } from 'vitest';
import { WriteGate } from '../../../../src/db/engines/d1/write-gate.js';
import type { Statement } from '../../../../src/db/types.js';

const statement = (sql: string): Statement => ({ sql, params: [] });
const money = [statement('UPDATE customers SET balance = balance + 1')];
const never = () => undefined;
const MINUTE = 60_000;

describe('the gate of writes', () => {
  it('waits for the writes under way before it holds the next ones', async () => {
    const gate = new WriteGate();
    const order: string[] = [];
    let end: () => void = never;
    const first = gate.pass(money, async () => {
      await new Promise<void>((resolve) => (end = resolve));
      order.push('first');
    });
    const holding = gate.hold(MINUTE, never).then((hold) => {
      order.push('held');
      return hold;
    });
    const second = gate.pass(money, () => Promise.resolve(order.push('second')));
    end();
    (await holding).release();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'held', 'second']);
  });

  it('refuses a write that waited too long, without sending it', async () => {
    const gate = new WriteGate(0);
    const hold = await gate.hold(5 * MINUTE, never);
    const send = vi.fn(() => Promise.resolve());
    await expect(gate.pass(money, send)).rejects.toMatchObject({
      code: 'unavailable',
      message: 'the book is being copied and takes no changes meanwhile, for 5 minutes at most',
      hint: expect.stringContaining('nothing was changed; try again then') as string,
    });
    expect(send).not.toHaveBeenCalled();
    hold.release();
    await gate.pass(money, send);
    expect(send).toHaveBeenCalledOnce();
  });

  it('lets the writes of sessions pass, and no other beside them', async () => {
    const gate = new WriteGate(0);
    const hold = await gate.hold(MINUTE, never);
    const passes = (...texts: string[]) =>
      gate.pass(texts.map(statement), () => Promise.resolve('sent'));
    const session = 'update "sessions" set "last_seen_at" = ? where "id_hash" = ?';
    await expect(passes(session, 'DELETE FROM login_attempts WHERE id = ?')).resolves.toBe('sent');
    await expect(passes('insert into "sessions" ("id_hash") values (?)')).resolves.toBe('sent');
    await expect(passes(session, 'UPDATE users SET last_login = ?')).rejects.toThrow('copied');
    await expect(passes('INSERT INTO sessions_of_games VALUES (1)')).rejects.toThrow('copied');
    await expect(passes('DROP TABLE sessions')).rejects.toThrow('copied');
    hold.release();
  });

  it('opens by itself when the copy takes too long, and says so', async () => {
    const gate = new WriteGate();
    const expired = new Promise<void>((resolve) => {
      void gate.hold(0, resolve);
    });
    await expect(gate.pass(money, () => Promise.resolve('sent'))).resolves.toBe('sent');
    await expired;
  });

  it('holds for one copy after another', async () => {
    const gate = new WriteGate();
    const first = await gate.hold(MINUTE, never);
    const second = gate.hold(MINUTE, never);
    first.release();
    first.release();
    (await second).release();
    await expect(gate.pass(money, () => Promise.resolve('sent'))).resolves.toBe('sent');
  });
});
