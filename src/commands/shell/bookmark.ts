import type { Context } from '../../context.js';
import { message, type Message } from '../../messages/message.js';
import type { Session } from './session.js';

/** Keeps a bookmark of Time Travel before risky work on D1, and tells the operator. */
export async function noteBookmark(
  session: Session,
  context: Context,
  reason: Message,
): Promise<void> {
  if (!context.engine.bookmark) return;
  const { keepBookmark } = await import('../../services/bookmarks.js');
  const kept = await keepBookmark(context, reason);
  if (!kept) return;
  const { bookmark, at } = kept;
  session.progress(
    bookmark === null
      ? message('bookmarks.kept_time', { at })
      : message('bookmarks.kept', { bookmark }),
  );
}
