import { openForeignFile } from '../src/db/engines/embedded/foreign-file.js';
import { adoptFile } from '../src/ops/adopt/adopt.js';
import { planAdoption } from '../src/ops/adopt/plan.js';
import { withBook } from './bench/book.js';

/**
 * Adopts a file in a process of its own, which `adopt-test.ts` measures or kills: prints `begun`
 * when the adoption begins, and at the end its seconds and its peak of memory.
 */

const [book = '', path = ''] = process.argv.slice(2);
await withBook(book, async (context) => {
  const start = { at: performance.now(), cpu: process.cpuUsage() };
  const file = openForeignFile(path);
  process.stdout.write('begun\n');
  try {
    const plan = await planAdoption(context, file);
    const { tables } = await adoptFile(context, { userId: null }, plan);
    const { user, system } = process.cpuUsage(start.cpu);
    const measured = {
      seconds: (performance.now() - start.at) / 1000,
      cpuSeconds: (user + system) / 1e6,
      peakMegabytes: (process.resourceUsage().maxRSS * 1024) / 1e6,
      rows: tables.reduce((total, table) => total + table.rows, 0),
    };
    process.stdout.write(`${JSON.stringify(measured)}\n`);
  } finally {
    file.close();
  }
});
