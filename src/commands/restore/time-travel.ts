import path from 'node:path';
import type { Config } from '../../config.js';
import { message, verbatim } from '../../messages/message.js';
import { UsageError, type Session } from '../shell/session.js';

/** `restore` on D1: prints the commands of Time Travel, which Cloudflare alone can run. */

const FLAGS = { at: '--at', to: '--to' } as const;

/**
 * Shows the way back to an instant. Changes nothing.
 * @throws UsageError without an instant
 */
export async function showTimeTravel(
  session: Session,
  config: Config & { database: { engine: 'd1' } },
  { at, folder }: { at: Date | undefined; folder: string | undefined },
): Promise<void> {
  if (!at) throw new UsageError(message('restore.d1'), message('restore.d1_hint', FLAGS));
  const [{ backupFolder }, { listBookmarks }, { planTimeTravel }, { locationOf }] =
    await Promise.all([
      import('../../paths.js'),
      import('../../services/bookmarks.js'),
      import('../../ops/d1/time-travel.js'),
      import('../../db/engines/d1/gateway-client.js'),
    ]);
  const kept = folder === undefined ? backupFolder(config) : path.resolve(folder);
  const plan = planTimeTravel({
    ...{ at, now: session.now(), location: locationOf(config.database.url) },
    bookmarks: kept === null ? [] : listBookmarks(kept, session.now()),
  });
  const { database, commands } = plan;
  const indented = (command: string) => verbatim(`   ${command}`);
  await session.print(plan, [
    message('restore.d1_plan', { database, at: readable(plan.at) }),
    message('restore.d1_stop'),
    ...(commands.look === null
      ? [message('restore.d1_bookmark')]
      : [message('restore.d1_look'), indented(commands.look)]),
    message('restore.d1_restore'),
    indented(commands.restore),
    message('restore.d1_sessions'),
    indented(commands.endSessions),
    message('restore.d1_verify'),
    ...commands.verify.map(indented),
  ]);
  await session.note([message('restore.d1_undo'), message('restore.d1_files', { to: FLAGS.to })]);
}

const readable = (at: string) => at.slice(0, 19).replace('T', ' ');
