/**
 * Builds dist/assets: what browsers load, under names that change with the content, compressed once
 * here so that the server compiles and compresses nothing. Our components become one script that
 * takes React and AdminJS from the globals of AdminJS's own production bundles; those are copied
 * beside it. Does nothing when its inputs are those of the last build.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const root = path.resolve(import.meta.dirname, '..');
const sources = path.join(root, 'src/admin/components');
const output = path.join(root, 'dist/assets');
const manifestFile = path.join(output, 'manifest.json');
const require = createRequire(import.meta.url);

const types = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The scripts of AdminJS, in the order in which a page loads them. */
const vendor = {
  'global.bundle.js': packageFile(
    'adminjs',
    'lib/frontend/assets/scripts/global-bundle.production.js',
  ),
  'design-system.bundle.js': packageFile('@adminjs/design-system', 'bundle.production.js'),
  'app.bundle.js': packageFile('adminjs', 'lib/frontend/assets/scripts/app-bundle.production.js'),
};

/** Modules that those bundles provide (AssetBundler.DEFAULT_GLOBALS). */
const globals = {
  react: 'React',
  'react-dom': 'ReactDOM',
  'react-redux': 'ReactRedux',
  'react-router': 'ReactRouter',
  'react-router-dom': 'ReactRouterDOM',
  redux: 'Redux',
  adminjs: 'AdminJS',
  '@adminjs/design-system': 'AdminJSDesignSystem',
  '@adminjs/design-system/styled-components': 'styled',
};

const fromGlobals = {
  name: 'from-globals',
  setup(build) {
    build.onResolve({ filter: /^[@a-z]/ }, ({ path: module }) =>
      module in globals ? { path: module, namespace: 'global' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'global' }, ({ path: module }) => ({
      contents: `module.exports = window.${globals[module]}`,
    }));
  },
};

const inputs = inputsHash();
const last = readManifest();
if (last?.inputs === inputs && isComplete(last)) {
  process.stdout.write('assets are up to date\n');
} else {
  const manifest = { inputs, files: await build() };
  writeWhole(manifestFile, JSON.stringify(manifest, null, 2));
  removeOthers([manifest, last]);
  const sum = Object.values(manifest.files).reduce((total, { br }) => total + br, 0);
  process.stdout.write(`assets built: ${Math.round(sum / 1024)} KB as sent\n`);
}

async function build() {
  fs.mkdirSync(output, { recursive: true });
  const contents = new Map([
    ...Object.entries(vendor).map(([name, file]) => [name, fs.readFileSync(file)]),
    ...(await bundle()),
    ['icon.svg', fs.readFileSync(path.join(sources, 'icon.svg'))],
  ]);
  const files = {};
  for (const [name, content] of contents) files[name] = await emit(name, content);
  return files;
}

/** Our scripts and style sheet. */
async function bundle() {
  const { build: esbuild } = await import('esbuild');
  const { outputFiles } = await esbuild({
    entryPoints: {
      'boot.js': path.join(sources, 'boot.ts'),
      'components.bundle.js': path.join(sources, 'bundle.ts'),
      'panel.css': path.join(sources, 'panel.css'),
    },
    outdir: output,
    entryNames: '[name]',
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'transform',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    plugins: [fromGlobals],
  });
  return outputFiles.map((file) => [
    path.basename(file.path).replace(/\.(js|css)\.\1$/, '.$1'),
    Buffer.from(file.contents),
  ]);
}

/** Writes a file and its compressed twins unless they are there, and answers its manifest entry. */
async function emit(name, content) {
  const { name: stem, ext } = path.parse(name);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const file = `${stem}-${hash}${ext}`;
  const target = path.join(output, file);
  if (!['', '.br', '.gz'].every((suffix) => fs.existsSync(target + suffix))) {
    const [br, gz] = await Promise.all([
      promisify(zlib.brotliCompress)(content, {
        params: { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: content.length },
      }),
      promisify(zlib.gzip)(content, { level: 9 }),
    ]);
    writeWhole(target, content);
    writeWhole(`${target}.br`, br);
    writeWhole(`${target}.gz`, gz);
  }
  return { file, type: types[ext], bytes: content.length, br: fs.statSync(`${target}.br`).size };
}

function inputsHash() {
  const hash = createHash('sha256');
  for (const file of [import.meta.filename, ...Object.values(vendor), ...filesUnder(sources)]) {
    hash.update(path.relative(root, file)).update(fs.readFileSync(file));
  }
  return hash.update(fs.readFileSync(require.resolve('esbuild/package.json'))).digest('hex');
}

function filesUnder(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function readManifest() {
  try {
    return JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  } catch {
    return undefined;
  }
}

function isComplete({ files }) {
  return Object.values(files).every(({ file }) =>
    ['', '.br', '.gz'].every((suffix) => fs.existsSync(path.join(output, file + suffix))),
  );
}

/** Aside, then renamed: a reader sees the old file or the new one. */
function writeWhole(file, content) {
  const aside = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(aside, content);
  fs.renameSync(aside, file);
}

/** Keeps what this build and the one before it made: pages already open still find their files. */
function removeOthers(manifests) {
  const kept = new Set(['manifest.json']);
  for (const manifest of manifests) {
    for (const { file } of Object.values(manifest?.files ?? {})) {
      for (const suffix of ['', '.br', '.gz']) kept.add(file + suffix);
    }
  }
  for (const name of fs.readdirSync(output)) {
    if (!kept.has(name) && !name.endsWith('.tmp')) fs.rmSync(path.join(output, name));
  }
}

function packageFile(name, file) {
  return path.join(root, 'node_modules', name, file);
}
