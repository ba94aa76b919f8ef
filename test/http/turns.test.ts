import type { Request, Response } from 'express';
import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/context.js';
import { rememberSession } from '../../src/http/request/holder.js';
import { afterOthers, beginInTurns } from '../../src/http/turns.js';
import { currentAsker } from '../../src/shares/asker.js';

/** Requests of a pipeline without anything behind their turns. */
function openTurns() {
  const context = { config: { production: false } } as Context;
  const handle = beginInTurns(context) as (
    request: Request,
    response: Response,
    next: (error?: unknown) => void,
  ) => Promise<void>;
  const begun: string[] = [];
  const holders: (string | undefined)[] = [];
  const open = new Map<string, () => void>();
  const arrive = (name: string, headers: Record<string, string> = {}, ip = '192.0.2.1') => {
    const response = Object.assign(new EventEmitter(), {
      end: () => response,
      writableFinished: true,
      closed: false,
    });
    open.set(name, () => {
      response.end();
      response.closed = true;
      response.emit('close');
    });
    const request = { headers, ip, path: '/admin' } as unknown as Request;
    void handle(request, response as unknown as Response, () => {
      begun.push(name);
      holders.push(currentAsker()?.holder);
    });
  };
  return {
    context,
    begun,
    holders,
    arrive,
    /** Signs a login in and sends requests of its session. */
    login: (userId: string) => {
      rememberSession(context, `session-${userId}`, userId);
      const cookie = `other=1; fire22=s%3Asession-${userId}.signature`;
      return (...names: string[]) => names.forEach((name) => arrive(name, { cookie }));
    },
    answer: (name: string) => open.get(name)?.(),
  };
}

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await setImmediate();
};

describe('requests that arrive together', () => {
  it('begin in their order, one per turn of the event loop', async () => {
    const { begun, arrive } = openTurns();
    for (const name of ['first', 'second', 'third']) arrive(name);
    expect(begun).toEqual([]);
    await turns(1);
    expect(begun).toEqual(['first']);
    arrive('later');
    await turns(1);
    expect(begun).toEqual(['first', 'second']);
    await turns(2);
    expect(begun).toEqual(['first', 'second', 'third', 'later']);
    await turns(2);
    arrive('alone');
    await turns(1);
    expect(begun.at(-1)).toBe('alone');
  });

  it('begin round the logins, however many of one wait', async () => {
    const { begun, login, arrive, holders } = openTurns();
    const [ada, bob] = [login('ada'), login('bob')];
    ada('a1', 'a2', 'a3', 'a4', 'a5');
    bob('b1', 'b2');
    arrive('stranger');
    await turns(9);
    expect(begun).toEqual(['a1', 'b1', 'stranger', 'a2', 'b2', 'a3', 'a4', 'a5']);
    expect(holders.slice(0, 3)).toEqual(['login ada', 'login bob', 'address 192.0.2.1']);
  });

  it('begin round the addresses before the sign-in, a network of IPv6 being one', async () => {
    const { begun, arrive } = openTurns();
    for (const number of [1, 2, 3]) arrive(`a${number}`, {}, `2001:db8:0:1::${number}`);
    arrive('b1', {}, '2001:db8:0:2::1');
    await turns(4);
    expect(begun).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  it('take a forged or unknown session for its address', async () => {
    const { arrive, holders, login } = openTurns();
    login('ada');
    arrive('forged', { cookie: 'fire22=s%3Asession-bob.signature' });
    arrive('bare', { cookie: 'fire22=session-ada' });
    await turns(2);
    expect(holders).toEqual(['address 192.0.2.1', 'address 192.0.2.1']);
  });

  it('wait until one of their login is answered, once six are under way', async () => {
    const { begun, login, answer } = openTurns();
    login('ada')('a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8');
    await turns(12);
    expect(begun).toHaveLength(6);
    answer('a3');
    await turns(2);
    expect(begun.slice(6)).toEqual(['a7']);
    login('bob')('b1');
    await turns(1);
    expect(begun.slice(7)).toEqual(['b1']);
  });

  it('begin before long work continues, which continues nevertheless', async () => {
    const { context, begun, arrive } = openTurns();
    await afterOthers(context, 8);
    for (const name of ['a', 'b', 'c']) arrive(name);
    await afterOthers(context, 8);
    expect(begun).toEqual(['a', 'b', 'c']);
    for (let number = 0; number < 20; number += 1) arrive(String(number));
    await afterOthers(context, 8);
    expect(begun.length).toBeGreaterThan(3);
    expect(begun.length).toBeLessThan(23);
  });
});
