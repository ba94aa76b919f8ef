import type { RecordError } from 'adminjs';
import { later } from '../../messages/later.js';
import type { Message } from '../../messages/message.js';

/** Makes the error of a record, or of one of its fields, which AdminJS hands on as it is. */
export function recordError(said: Message, type: string): RecordError {
  return { message: later(said), type };
}

/** Returns the message of an error that `recordError` made. */
export function messageOfError({ message: said }: RecordError): Message {
  return said as unknown as Message;
}
