import { sql } from 'drizzle-orm';
import { defineResource } from '../src/admin/declaration/resource.js';
import { inList } from '../src/db/batch.js';
import { message } from '../src/messages/message.js';
import { endSessions } from '../src/services/accounts/sessions.js';

/**
 * Sessions of signed-in logins. The database holds a hash of the cookie's id, and no panel shows
 * it.
 */
export const sessions = defineResource({
  table: 'sessions',
  title: ['created_at', 'address'],
  navigation: { group: 'People', icon: 'Monitor' },
  list: ['user_id', 'address', 'user_agent', 'created_at', 'last_seen_at', 'expires_at'],
  sort: { column: 'last_seen_at', direction: 'desc' },
  columns: { address: { sensitive: true }, user_agent: { label: 'Browser' } },
  access: {
    admin: {
      rows: 'all',
      read: ['user_id', 'address', 'user_agent', 'created_at', 'last_seen_at', 'expires_at'],
      actions: ['list', 'show', 'export', 'end', 'endMany'],
    },
  },
  actions: Object.fromEntries(
    (['record', 'bulk'] as const).map((on) => [
      on === 'bulk' ? 'endMany' : 'end',
      {
        on,
        label: message('actions.end_session'),
        icon: 'LogOut',
        title: message('actions.end_session_title'),
        description: message('actions.end_session_description'),
        tone: 'danger',
        run: async (context, actor, { ids }) => {
          // The panel identifies a session by its rowid: the hash, its key, must not be shown.
          const rows = await context.db.all<{ hash: string }>(
            sql`SELECT id_hash AS hash FROM sessions WHERE CAST(rowid AS TEXT) IN ${inList(ids)}`,
          );
          const hashes = rows.map(({ hash }) => hash);
          const count = await endSessions(context, actor, hashes);
          const text = message('actions.sessions_ended', { count });
          return { done: [{ id: ids[0] ?? '', label: text, text }], refused: [] };
        },
      },
    ]),
  ),
});
