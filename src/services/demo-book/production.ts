import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { inList } from '../../db/batch.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { isDemoPassword } from '../passwords/passwords.js';
import { DEMO_CUSTOMER, demoAdministrators, demoAgents } from './names.js';

/** Refuses to open a development demo book in production. */

const knownUsernames = [
  ...demoAdministrators,
  ...demoAgents.map(({ username }) => username),
  DEMO_CUSTOMER,
];

/**
 * Hashes to compare at a start, some seconds of work. The sign-in refuses the password in production
 * as well, so that a login beyond them is not open.
 */
const MOST_HASHES = 40;

interface Candidate {
  username: string;
  passwordHash: string;
}

/**
 * Refuses a book with a login that could sign in with the demo book's published password.
 * It accepts deactivated logins: they cannot sign in, and production does not activate one that still
 * has it.
 * @throws DomainError `configuration` with a command for each of the logins
 */
export async function refuseDemoLogins(context: Context): Promise<void> {
  const candidates = await readCandidates(context);
  // The demo book hashes its password once for all of its logins.
  const hashes = [...new Set(candidates.map(({ passwordHash }) => passwordHash))];
  const published = new Set<string>();
  await Promise.all(
    hashes.map(async (hash) => {
      if (await isDemoPassword(hash)) published.add(hash);
    }),
  );
  const open = candidates.filter(({ passwordHash }) => published.has(passwordHash));
  if (open.length === 0) return;
  const commands = open.reduce(
    (before, { username }) =>
      message('setup.demo_password_command', {
        before,
        command: `npm run -s cli -- user set-password ${username}`,
      }),
    message('setup.demo_password_open'),
  );
  throw new DomainError(
    'configuration',
    message('setup.demo_password_deactivate', { before: commands }),
  );
}

/**
 * Reads the active logins that may still have the password. A comparison takes a quarter of a second,
 * and of other books this leaves a few logins. A renamed demo login shows by never having had another
 * password; services make such a login only for the first administrator. A hash that several logins
 * share was written by the demo book or copied: bcrypt salts each one.
 */
async function readCandidates({ db }: Context): Promise<Candidate[]> {
  const candidates = await db.all<Candidate>(sql`SELECT username, password_hash AS passwordHash
    FROM users
    WHERE status = 'active' AND (username IN ${inList(knownUsernames)}
      OR must_change_password = 0 AND password_changed_at = created_at
      OR password_hash IN (SELECT password_hash FROM users GROUP BY password_hash
        HAVING count(*) > 1))
    ORDER BY username IN ${inList(knownUsernames)} DESC, role, username`);
  const hashes = new Set<string>();
  return candidates.filter(({ passwordHash }) => {
    if (hashes.size < MOST_HASHES) hashes.add(passwordHash);
    return hashes.has(passwordHash);
  });
}
