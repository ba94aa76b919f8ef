/** Rebuilds our scripts and style sheet in dist/assets when a file of theirs changes. */
import { context } from 'esbuild';
import { ownBundles, ownContents } from './bundles.mjs';
import { lastManifest, writeFiles, writeManifest } from './output.mjs';

/**
 * Watches until the process ends; needs a finished build. esbuild prints errors, and the last good
 * files stay.
 * @param say receives a line after every build
 */
export async function watchAssets(say) {
  const builder = await context({
    ...ownBundles,
    logLevel: 'warning',
    plugins: [...ownBundles.plugins, { name: 'write', setup: (build) => build.onEnd(write) }],
  });
  await builder.watch();

  async function write({ errors, outputFiles }) {
    if (errors.length > 0) return;
    const last = lastManifest();
    const files = { ...last?.files, ...(await writeFiles(ownContents(outputFiles))) };
    if (JSON.stringify(files) === JSON.stringify(last?.files)) return;
    // Leaves out the hash of the inputs, so that the next `npm run build` builds everything.
    writeManifest({ files });
    say('assets rebuilt');
  }
}
