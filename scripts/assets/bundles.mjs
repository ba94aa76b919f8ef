/**
 * The files that browsers load: our scripts and style sheet, which read React and AdminJS from the
 * globals of AdminJS's own production bundles; those bundles, unchanged; and its design system.
 */
import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
export const sources = path.join(root, 'src/admin/browser');

/** AdminJS's scripts, which the server sends unchanged. */
export const vendor = {
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
 * AdminJS's design system without components that no page of ours draws (text editors, a date
 * picker, phone numbers) and without a second copy of the icons: 40 % fewer bytes.
 */
const designSystem = {
  globals: { react: 'React', 'react-dom': 'ReactDOM', 'react-feather': 'FeatherIcons' },
  unused:
    /^(@tiptap\/|@tinymce\/|react-phone-input-2|react-datepicker|react-text-mask|text-mask-addons)/,
  entry: `export * from '@adminjs/design-system';
    import * as styled from '@adminjs/design-system/styled-components';
    window.styled = styled;`,
};

/** Returns itself for every property, call and extension. */
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

/** esbuild's options for our scripts and style sheet. */
export const ownBundles = {
  entryPoints: {
    'boot.js': path.join(sources, 'app/boot.ts'),
    'components.bundle.js': path.join(sources, 'app/bundle.ts'),
    'panel.css': path.join(sources, 'panel.css'),
  },
  outdir: path.join(root, 'dist/assets'),
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
};

/** Contents by name, from esbuild's output with those options. */
export function ownContents(outputFiles) {
  return outputFiles.map((file) => [
    path.basename(file.path).replace(/\.(js|css)\.\1$/, '.$1'),
    Buffer.from(file.contents),
  ]);
}

/** Builds every file; returns contents by name. */
export async function bundleAll() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build(ownBundles);
  return new Map([
    ...Object.entries(vendor).map(([name, file]) => [name, fs.readFileSync(file)]),
    ['design-system.bundle.js', await bundleDesignSystem(build)],
    ...ownContents(outputFiles),
    ['icon.svg', fs.readFileSync(path.join(sources, 'app/icon.svg'))],
  ]);
}

async function bundleDesignSystem(build) {
  const { outputFiles } = await build({
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

export function packageFile(name, file) {
  return path.join(root, 'node_modules', name, file);
}
