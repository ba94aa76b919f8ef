import { setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { attacksOf, type HostileRole } from './attacks.js';
import { BareClient } from './client.js';

/**
 * The process of hostile logins: `hostile.ts` starts it with the attack as its argument. It runs
 * below everything else, as if on a machine of its own, so that it delays nobody by itself.
 */

export interface Order {
  address: string;
  seconds: number;
  logins: { role: HostileRole; headers: Record<string, string> }[];
  /** Parts of the names of the attacks; all without one. */
  only: string[];
}

/** Number of answers by attack and status. */
export type Tally = Record<string, Record<string, number>>;

setPriority(19);
const order = JSON.parse(process.argv[2] ?? '') as Order;
const end = performance.now() + order.seconds * 1000;
const tally: Tally = {};
/** Rest after an answer without work, so that this process does not only refuse itself. */
const AFTER_REFUSAL_MS = 5;

await Promise.all(order.logins.flatMap(({ role, headers }) => startAttacks(role, headers)));
process.send?.(tally);
process.disconnect();

function startAttacks(role: HostileRole, headers: Record<string, string>): Promise<void>[] {
  const client = new BareClient(order.address, headers);
  return attacksOf(role, order.only).flatMap(({ name, clients, send }) =>
    Array.from({ length: clients }, async (_, number) => {
      for (let turn = number; performance.now() < end; turn += clients) {
        const { status } = await Promise.race([
          send(client, turn),
          pause(Math.max(0, end - performance.now()), { status: -1 }),
        ]);
        const counts = (tally[name] ??= {});
        counts[status] = (counts[status] ?? 0) + 1;
        if (status === 0 || status >= 400) await pause(AFTER_REFUSAL_MS);
      }
    }),
  );
}
