import gateway, { type Env } from '../../../src/gateway/worker.js';
import { metered } from './meter.js';
import type { RowsRead } from './rows-read.js';

/**
 * The gateway before many databases: the first part of the path chooses one. Under `NAME/metered`
 * it notes what its statements read, and `POST NAME/metered/rows-read` takes the notes. For tests only.
 */

type Name = `${'migrated' | 'empty'}_${number}`;
type ManyEnv = Omit<Env, 'DB'> & Record<Name, D1Database>;

const logs = new Map<string, RowsRead[]>();

export default {
  async fetch(request: Request, env: ManyEnv): Promise<Response> {
    const url = new URL(request.url);
    const [, name = '', ...rest] = url.pathname.split('/');
    const database = env[name as Name];
    if (!database) return new Response('no such database', { status: 404 });
    const isMetered = rest[0] === 'metered';
    const log = logs.get(name) ?? [];
    if (isMetered) {
      logs.set(name, log);
      rest.shift();
      if (rest[0] === 'rows-read') return Response.json(log.splice(0));
    }
    url.pathname = `/${rest.join('/')}`;
    const DB = isMetered ? metered(database, log) : database;
    return gateway.fetch(new Request(url, request), { ...env, DB });
  },
};
