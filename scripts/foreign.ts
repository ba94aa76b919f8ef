import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { remove } from './bench/book.js';
import { time, timingOf } from './bench/measure.js';
import { signInClient, startMeasuredServer } from './bench/server.js';
import { makeForeignFile } from './foreign/schema.js';
import { visitsOf } from './foreign/visits.js';

/**
 * `npm run foreign`: walks through tables of another program, with a million rows and no index
 * beside the key, and reports how long each request kept all others waiting. Exits 1 when one did
 * for longer than wanted.
 */

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    /** Runs each request this many times; the middle one counts. */
    rounds: { type: 'string', default: '3' },
    /** Longest event-loop delay, ms. */
    most: { type: 'string', default: '50' },
    folder: { type: 'string', default: os.tmpdir() },
    server: { type: 'string', default: 'dist/src/server.js' },
  },
});

const folder = path.resolve(values.folder);
fs.mkdirSync(folder, { recursive: true });
const count = Number(values.rows);
console.error(`making tables of ${count} rows …`);
const file = await makeForeignFile(folder, count);
try {
  process.exitCode = await walk(Number(values.rounds), Number(values.most));
} finally {
  remove(file);
}

async function walk(rounds: number, most: number): Promise<0 | 1> {
  const server = await startMeasuredServer(values.server, file);
  try {
    const client = await signInClient(server, 'admin');
    await client.get('/admin/api/resources/f_parent/actions/list');
    let slow = 0;
    console.log('| request | ms | loop delay ms |\n| --- | --- | --- |');
    for (const { name, run } of visitsOf(count)) {
      const delays: number[] = [];
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        await server.sample();
        const outcome = await time(() => run(client)).catch((error: unknown) => {
          // A repeated edit finds the value of the first.
          if (round === 0) console.error(`${name}: ${String(error)}`);
          return null;
        });
        // The monitor notes a delay when its next timer fires.
        await pause(50);
        const { delayMax } = await server.sample();
        if (outcome !== null) {
          times.push(outcome);
          delays.push(delayMax);
        }
      }
      const delay = timingOf(delays).p50;
      if (delay > most) slow += 1;
      console.log(`| ${name} | ${timingOf(times).p50.toFixed(0)} | ${delay.toFixed(1)} |`);
    }
    console.log(`${slow} requests kept the others waiting for more than ${most} ms`);
    return slow === 0 ? 0 : 1;
  } finally {
    await server.stop();
  }
}
