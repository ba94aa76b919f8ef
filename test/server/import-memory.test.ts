import { expect, it, onTestFinished } from 'vitest';
import { createContext } from '../../src/context.js';
import { systemActor } from '../../src/services/accounts/actors.js';
import { createUser } from '../../src/services/accounts/users.js';
import { addAgent, testConfig } from '../helpers/books/book.js';
import { PASSWORD } from '../helpers/books/logins.js';
import { browserAt } from '../helpers/http/front-door.js';
import { migratedFile, startServer } from './process.js';

/** Imports of one login on a server that has little memory. */

/**
 * The server itself needs 70 MB. Rows of one such file, held together, need more than twice of what
 * this leaves.
 */
const HEAP_MB = 128;
const ROWS = 99_000;
const COLUMNS = 20;
const PATIENT_MS = 240_000;

/** A file of many columns: 28 MB with 99,000 rows. */
function wideFile(rows: number): Buffer {
  const more = (text: string) =>
    Array.from({ length: COLUMNS }, (_, at) => `,${text} ${at}`).join('');
  const row = (index: number) => `Customer ${index},c${index}@x.test${more(`text ${index}`)}\n`;
  const lines = Array.from({ length: rows }, (_, index) => row(index));
  return Buffer.from(`name,email${more('column')}\n${lines.join('')}`);
}

async function openSmallServer(): Promise<number> {
  const secrets = {
    SESSION_SECRET: 'a secret of the tests, long enough',
    DATA_KEY: 'k1:a data key of the tests, long enough',
  };
  const { url } = migratedFile();
  const context = await createContext(testConfig({ ...secrets, DATABASE_URL: url }), {
    passwordCost: 4,
  });
  onTestFinished(() => context.close());
  await createUser(context, await systemActor(context), {
    ...{ username: 'gus', email: 'gus@example.test', password: PASSWORD, role: 'agent' },
    agentId: await addAgent(context),
    mustChangePassword: false,
  });
  const NODE_OPTIONS = `--max-old-space-size=${HEAP_MB}`;
  const server = startServer({ ...secrets, DATABASE_URL: url, NODE_OPTIONS });
  return Number(new URL(await server.address).port);
}

it(
  'checks 99,000 rows in a small heap, however many such files one login sends at once',
  async () => {
    const gus = browserAt(await openSmallServer());
    await gus.signIn('gus');
    const check = (file: Buffer) =>
      gus.post('/admin/api/resources/customers/actions/import?step=check', file, {
        'content-type': 'text/csv',
        // A refused file is still on its way when the answer comes.
        connection: 'keep-alive',
      });
    const file = wideFile(ROWS);
    const replies = await Promise.all(Array.from({ length: 8 }, () => check(file)));
    const statuses = replies.map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
    for (const { status, text } of replies) {
      if (status !== 200) continue;
      expect(JSON.parse(text)).toMatchObject({ checked: { good: ROWS, bad: 0 } });
    }
    // Whoever was refused has its turn afterwards.
    expect((await check(wideFile(1))).status).toBe(200);
  },
  PATIENT_MS,
);
