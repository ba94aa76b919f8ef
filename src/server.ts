import { runServer } from './run-server.js';

/** Entry of the server. */

await runServer({
  loadResources: async () => (await import('../resources/index.js')).resources,
});
