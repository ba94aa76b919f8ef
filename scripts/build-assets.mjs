/**
 * Builds dist/assets, the files that browsers load, so that the server neither compiles nor
 * compresses. Does nothing when its inputs are those of the last build.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { bundleAll, packageFile, root, sources, vendor } from './assets/bundles.mjs';
import { lastManifest, writeFiles, writeManifest } from './assets/output.mjs';

/** Code that server and browser share. */
const shared = ['src/domain', 'src/locale', 'src/admin/contract'].map((folder) =>
  path.join(root, folder),
);
const scripts = path.join(import.meta.dirname, 'assets');

const inputs = inputsHash();
if (lastManifest()?.inputs === inputs) {
  process.stdout.write('assets are up to date\n');
} else {
  const files = await writeFiles(await bundleAll());
  writeManifest({ inputs, files });
  const sum = Object.values(files).reduce((total, { br }) => total + br, 0);
  process.stdout.write(`assets built: ${Math.round(sum / 1024)} KB as sent\n`);
}

function inputsHash() {
  const hash = createHash('sha256');
  for (const file of [
    import.meta.filename,
    ...Object.values(vendor),
    ...[scripts, sources, ...shared].flatMap(filesUnder),
  ]) {
    hash.update(path.relative(root, file)).update(fs.readFileSync(file));
  }
  for (const packageName of ['esbuild', 'adminjs', '@adminjs/design-system']) {
    hash.update(fs.readFileSync(packageFile(packageName, 'package.json')));
  }
  return hash.digest('hex');
}

function filesUnder(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
