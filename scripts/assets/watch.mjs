/** Rebuilds our scripts and style sheet in dist/assets when a file of theirs changes. */
import { context } from 'esbuild';
import { ownBundles, ownContents } from './bundles.mjs';
import { readManifest, writeFiles, writeManifest } from './output.mjs';

/**
 * Watches until the process ends; needs a build to begin with. Errors are printed by esbuild, and
 * the last good files stay.
 * @param say is told of every build
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
    const last = readManifest();
    const files = { ...last?.files, ...(await writeFiles(ownContents(outputFiles))) };
    if (JSON.stringify(files) === JSON.stringify(last?.files)) return;
    // Without the hash of its inputs: the next `npm run build` makes everything from the sources.
    writeManifest({ files });
    say('assets rebuilt');
  }
}
