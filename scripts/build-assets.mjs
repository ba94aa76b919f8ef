/**
 * Builds dist/assets: what browsers load, under names that change with the content, compressed once
 * here so that the server compiles and compresses nothing. Our components become one script that
 * takes React and AdminJS from the globals of AdminJS's own production bundles; those are copied
 * beside it. Does nothing when its inputs are those of the last build.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const root = path.resolve(import.meta.dirname, '..');
const sources = path.join(root, 'src/admin/browser');
/** What both sides compute with. */
const shared = ['src/domain', 'src/locale', 'src/admin/contract'].map((folder) =>
  path.join(root, folder),
);
const output = path.join(root, 'dist/assets');
const manifestFile = path.join(output, 'manifest.json');

const types = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The scripts of AdminJS that are sent as they are. */
const vendor = {
  'global.bundle.js': packageFile(
    'adminjs',
    'lib/frontend/assets/scripts/global-bundle.production.js',
  ),
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

const fromGlobals = (names) => ({
  name: 'from-globals',
  setup(build) {
    build.onResolve({ filter: /^[@a-z]/ }, ({ path: module }) =>
      module in names ? { path: module, namespace: 'global' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'global' }, ({ path: module }) => ({
      contents: `module.exports = window.${names[module]}`,
    }));
  },
});

/**
 * AdminJS's design system without what no page of ours draws (text editors, a date picker, phone
 * numbers) and without a second copy of the icons:
 * 40 % less to send.
 */
const designSystem = {
  globals: { react: 'React', 'react-dom': 'ReactDOM', 'react-feather': 'FeatherIcons' },
  unused:
    /^(@tiptap\/|@tinymce\/|react-phone-input-2|react-datepicker|react-text-mask|text-mask-addons)/,
  entry: `export * from '@adminjs/design-system';
    import * as styled from '@adminjs/design-system/styled-components';
    window.styled = styled;`,
};

/** Whatever is asked of it, called or extended, is itself. */
const ANYTHING = `const anything = new Proxy(function () {}, {
  get: (_, name) => {
    if (name === Symbol.toPrimitive) return () => 'unused';
    return typeof name === 'symbol' || name === '__esModule' ? undefined : anything;
  },
  apply: () => anything,
  construct: () => anything,
});
module.exports = anything;`;

const leaveOut = (unused) => ({
  name: 'leave-out',
  setup(build) {
    build.onResolve({ filter: unused }, ({ path: module }) => ({
      path: module,
      namespace: 'unused',
    }));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: ANYTHING }));
  },
});

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
    ['design-system.bundle.js', await bundleDesignSystem()],
    ...(await bundle()),
    ['icon.svg', fs.readFileSync(path.join(sources, 'app/icon.svg'))],
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
      'boot.js': path.join(sources, 'app/boot.ts'),
      'components.bundle.js': path.join(sources, 'app/bundle.ts'),
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
    plugins: [fromGlobals(globals)],
  });
  return outputFiles.map((file) => [
    path.basename(file.path).replace(/\.(js|css)\.\1$/, '.$1'),
    Buffer.from(file.contents),
  ]);
}

async function bundleDesignSystem() {
  const { build: esbuild } = await import('esbuild');
  const { outputFiles } = await esbuild({
    stdin: { contents: designSystem.entry, resolveDir: root },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    globalName: 'AdminJSDesignSystem',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'error',
    plugins: [leaveOut(designSystem.unused), fromGlobals(designSystem.globals)],
  });
  return Buffer.from(outputFiles[0].contents);
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
  for (const file of [
    import.meta.filename,
    ...Object.values(vendor),
    ...filesUnder(sources),
    ...shared.flatMap(filesUnder),
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
