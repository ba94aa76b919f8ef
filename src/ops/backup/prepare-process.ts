import { prepareCopy, type PrepareOrder } from './prepare.js';
import { replyOf, writeReply } from './replies.js';

/**
 * The process that prepares one copy: reads its order from the first line of stdin and writes its
 * reply to stdout. Ends with its parent, which closes stdin however it ends.
 */

let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  const isOrdered = text.includes('\n');
  text += chunk;
  if (!isOrdered && text.includes('\n')) void perform(JSON.parse(text) as PrepareOrder);
});
process.stdin.on('end', () => process.exit(1));

async function perform(order: PrepareOrder): Promise<void> {
  const reply = await replyOf(() => prepareCopy(order));
  process.stdout.write(writeReply(reply), () => process.exit(0));
}
