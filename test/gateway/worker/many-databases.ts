import gateway, { type Env } from '../../../src/gateway/worker.js';

/** The gateway before many databases: the first part of the path chooses one. For tests only. */

type Name = `${'migrated' | 'empty'}_${number}`;
type ManyEnv = Omit<Env, 'DB'> & Record<Name, D1Database>;

export default {
  async fetch(request: Request, env: ManyEnv): Promise<Response> {
    const url = new URL(request.url);
    const [, name = '', ...rest] = url.pathname.split('/');
    url.pathname = `/${rest.join('/')}`;
    const database = env[name as Name];
    if (!database) return new Response('no such database', { status: 404 });
    return gateway.fetch(new Request(url, request), { ...env, DB: database });
  },
};
