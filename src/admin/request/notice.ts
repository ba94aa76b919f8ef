import type { NoticeMessage } from 'adminjs';
import { later } from '../../messages/later.js';
import type { Message } from '../../messages/message.js';

/**
 * Makes the notice of an answer. AdminJS's type has a text; the router writes the message in the
 * reader's language before it sends the answer.
 */
export function notice(said: Message, type: 'success' | 'error' | 'info'): NoticeMessage {
  return { message: later(said), type };
}
