import { runServer } from '../../src/run-server.js';

/** Entry of the server of `npm run dev`: src/server.ts with pages that reload. */

await runServer({
  loadResources: async () => (await import('../../resources/index.js')).resources,
  loadDevelopmentAssets: async () => {
    const { reloadingAssets } = await import('./reloading-assets.js');
    const assets = reloadingAssets();
    // An open stream of events would keep the server from stopping.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => assets.close());
    return assets;
  },
});
