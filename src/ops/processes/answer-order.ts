import { replyOf, writeReply } from './replies.js';

/** The child's end of a process that does one piece of work. */

/**
 * Performs one order as a process of its own: reads it from the first line of stdin, and writes its
 * reply to stdout. Ends with its parent, which closes stdin however it ends.
 */
export function answerOrder(perform: (order: never) => Promise<unknown>): void {
  let text = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (chunk: string) => {
    const isOrdered = text.includes('\n');
    text += chunk;
    if (!isOrdered && text.includes('\n')) void reply(JSON.parse(text));
  });
  process.stdin.on('end', () => process.exit(1));
  const reply = async (order: unknown) => {
    const written = writeReply(await replyOf(() => perform(order as never)));
    process.stdout.write(written, () => process.exit(0));
  };
}
