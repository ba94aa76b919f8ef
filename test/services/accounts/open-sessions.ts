import { saveSession } from '../../../src/services/accounts/sessions.js';
import type { Book } from '../../helpers/books/logins.js';

/** Opens a session of a login. */
export async function openSession(book: Book, userId: string, id: string): Promise<void> {
  const session = { userId, flags: {}, address: '192.0.2.1', userAgent: null };
  await saveSession(book.context, id, session);
}

/** Counts the sessions of a login. */
export const countSessions = async (book: Book, userId: string) =>
  (await book.rows('SELECT id_hash FROM sessions WHERE user_id = ?', userId)).length;
