import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { Role } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { systemActor } from '../accounts/actors.js';
import { DEMO_PASSWORD } from '../passwords/demo-password.js';
import { hashDemoPassword } from '../passwords/passwords.js';
import { recomputeStats } from '../stats/recompute.js';
import { demoAdministrators } from './names.js';
import { tellStory, type Story, type StoryOptions } from './story.js';
import { DAY } from './world.js';
import { writeHistory, writePeople, type DemoLoginRow } from './write.js';

/** The demo book: half a year of a small book up to now, the same for each seed. */

/** A week and a half in one batch: few batches, and none too large for D1. */
const SLICES_A_BATCH = 20;

export interface DemoLogin {
  username: string;
  role: Role;
}

export interface DemoLogins {
  password: string;
  /** One login for each role; all logins of the demo book have the same password. */
  logins: DemoLogin[];
  counts: { agents: number; customers: number; wagers: number; transactions: number };
}

export type DemoOptions = Pick<StoryOptions, 'seed' | 'weeks' | 'customers' | 'wagers'>;

/** Returns true for a book without logins, agents and customers. */
export async function isEmptyBook(context: Context): Promise<boolean> {
  const row = await context.db.get<{ used: number }>(
    sql`SELECT EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM agents)
      OR EXISTS (SELECT 1 FROM customers) AS used`,
  );
  return row.used === 0;
}

/**
 * Fills an empty book with the demo book.
 * @throws DomainError `forbidden` in production, `conflict` on a book that is not empty
 */
export async function seedDemoBook(
  context: Context,
  options: DemoOptions = {},
): Promise<DemoLogins> {
  const { config } = context;
  if (config.production) {
    throw new DomainError('forbidden', message('setup.demo_in_production'), {
      hint: message('setup.demo_in_production_hint'),
    });
  }
  if (!(await isEmptyBook(context))) {
    throw new DomainError('conflict', message('setup.demo_not_empty'), {
      hint: message('setup.demo_not_empty_hint'),
    });
  }
  const hash = hashDemoPassword(context);
  const story = tellStory({
    ...options,
    now: context.clock.now(),
    calendar: { timezone: config.bookTimezone, weekStart: config.weekStart },
    oddsFormat: config.oddsFormat,
  });
  const logins = loginsOf(story, context.clock.now().getTime());
  await writePeople(context, story, logins, await hash);
  for (let first = 0; first < story.slices.length; first += SLICES_A_BATCH) {
    const slices = story.slices.slice(first, first + SLICES_A_BATCH);
    await writeHistory(context, { newId: story.newId, slices });
  }
  await recomputeStats(context, await systemActor(context), 'all');
  return {
    password: DEMO_PASSWORD,
    logins: (['admin', 'agent', 'customer'] as const).map((role) => ({ username: role, role })),
    counts: await countBook(context),
  };
}

function loginsOf(
  { adminUserIds, agents, customers, startsAt }: Story,
  now: number,
): DemoLoginRow[] {
  const admins = adminUserIds.map((id, index): DemoLoginRow => {
    const [first, second] = demoAdministrators;
    const username = index === 0 ? first : second;
    const createdAt = startsAt - 210 * DAY;
    const email = `${username}@example.com`;
    return { id, username, email, role: 'admin', createdAt, lastLogin: now - 3_600_000 };
  });
  const agentLogins = agents.map(
    ({ id, userId, username, createdAt, suspendedAt }): DemoLoginRow => {
      const email = `${username}@agents.example.com`;
      const lastLogin = suspendedAt ?? now - 7_200_000;
      return { id: userId, username, email, role: 'agent', agentId: id, createdAt, lastLogin };
    },
  );
  const customerLogins = customers.flatMap(({ id, login, email, createdAt }): DemoLoginRow[] =>
    login === null
      ? []
      : [
          {
            id: login.userId,
            username: login.username,
            email,
            role: 'customer',
            customerId: id,
            createdAt,
            lastLogin: null,
          },
        ],
  );
  return [...admins, ...agentLogins, ...customerLogins];
}

function countBook(context: Context): Promise<DemoLogins['counts']> {
  return context.db.get(sql`SELECT (SELECT count(*) FROM agents) AS agents,
    (SELECT count(*) FROM customers) AS customers, (SELECT count(*) FROM wagers) AS wagers,
    (SELECT count(*) FROM transactions) AS transactions`);
}
