import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';

/** A process that writes agents one by one: `write-agents.ts FILE PREFIX COUNT`. */

const [, , file = '', prefix = '', count = '0'] = process.argv;
const engine = openEmbedded({ file, busyTimeoutMs: 30_000 });
for (let index = 0; index < Number(count); index += 1) {
  const id = `${prefix}${index}`;
  await engine.database
    .prepare("INSERT INTO agents (id, name, code) VALUES (?, 'Agent', ?)")
    .bind(id, id)
    .run();
}
await engine.close();
