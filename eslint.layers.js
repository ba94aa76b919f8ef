/**
 * Allowed imports (docs/architecture.md, docs/decisions/0001-layers.md), as zones of
 * `import-x/no-restricted-paths`, which counts type imports too.
 *
 * Each list begins with the top. A level imports only levels below it, and its own folder; folders
 * on one level do not import each other.
 */

/** The layers of src. Files of one layer may import each other. */
const layers = [
  { name: 'entry', paths: ['src/server.ts', 'src/cli.ts'] },
  {
    name: 'app',
    paths: [
      ...['src/run-server.ts', 'src/serve.ts', 'src/waiting-room.ts', 'src/door.ts'],
      'src/app.ts',
    ],
  },
  { name: 'commands', paths: ['src/commands'] },
  { name: 'admin', paths: ['src/admin'] },
  { name: 'http', paths: ['src/http'] },
  { name: 'services', paths: ['src/services', 'src/ops'] },
  {
    name: 'context',
    paths: [
      ...['src/secrets.ts', 'src/context.ts', 'src/config.ts', 'src/env-file.ts'],
      'src/paths.ts',
    ],
  },
  { name: 'db', paths: ['src/db', 'src/gateway'] },
  { name: 'domain', paths: ['src/domain', 'src/files', 'src/locale', 'src/shares'] },
  { name: 'errors', paths: ['src/errors.ts'] },
  { name: 'messages', paths: ['src/messages'] },
];

/** The folders of a layer, a level a line. `.` means the files of the layer's own folder. */
const foldersOf = {
  'src/commands': [
    ['.'],
    ['backup', 'db', 'book', 'restore', 'transaction', 'user', 'wager'],
    ['shell'],
  ],
  'src/admin': [
    ['panels'],
    ['bulk', 'export', 'dashboard', 'pages'],
    ['access'],
    ['bulk-edit'],
    ['import', 'lists', 'operations', 'figures', 'deletion'],
    ['stored-rows', 'import-files'],
    ['rows'],
    ['row-values'],
    ['records'],
    ['query'],
    ['codecs', 'readings'],
    ['tables'],
    ['columns', 'keys'],
    ['names', 'values'],
    ['declaration'],
    ['contract', 'request'],
  ],
  'src/admin/browser': [
    ['app'],
    ['figures', 'readings', 'maintenance', 'access'],
    ['record'],
    ['list', 'bulk'],
    ['filter', 'operation', 'files'],
    ['inputs', 'ui', 'theme'],
    ['requests'],
  ],
  'src/http': [['.'], ['account'], ['guard'], ['errors'], ['pages'], ['request']],
  'src/services': [
    ['demo-book', 'figures', 'reconciliation'],
    ['bulk-runs', 'stats'],
    ['previews', 'accounts'],
    ['transactions', 'wagers', 'encryption', 'lists', 'sign-in', 'passwords'],
    ['operations'],
    ['step-up'],
    ['.'],
  ],
  'src/db': [
    ['engines/embedded', 'engines/d1'],
    ['clients', 'copies', 'migrations'],
    ['introspection'],
    ['schema'],
    ['.'],
  ],
};

/** Folders that the browser shares with the server; it imports nothing else of src. */
const browserMayImport = ['admin/browser', 'admin/contract', 'locale'];
const notForTheBrowser = [
  ...[
    'app.ts',
    'serve.ts',
    'waiting-room.ts',
    'door.ts',
    'run-server.ts',
    'context.ts',
    'config.ts',
  ],
  ...['env-file.ts', 'paths.ts', 'secrets.ts'],
  ...['messages/en', 'messages/es', 'messages/render.ts', 'messages/say-all.ts'],
  ...['commands', 'http', 'services', 'ops', 'db', 'gateway', 'shares'],
  ...foldersOf['src/admin'].flat().map((folder) => `admin/${folder}`),
].filter((name) => !browserMayImport.includes(name));

const layerZones = layers.slice(1).flatMap(({ name, paths }, index) => {
  const above = layers.slice(0, index + 1).flatMap((layer) => layer.paths);
  return paths.map((target) => ({
    target: `./${target}`,
    from: [...above, 'resources'].map((from) => `./${from}`),
    message: `${name} may not import this: layers import downwards only (eslint.layers.js)`,
  }));
});

/** One zone for each pair, because a zone of the rule has folders or patterns, not both. */
const pathOf = (root, folder) => (folder === '.' ? `./${root}/*.ts` : `./${root}/${folder}`);

const folderZones = Object.entries(foldersOf).flatMap(([root, levels]) =>
  levels.flatMap((level, depth) =>
    level.flatMap((folder) => {
      const beside = level.filter((other) => other !== folder);
      return [...levels.slice(0, depth).flat(), ...beside].map((from) => ({
        target: pathOf(root, folder),
        from: pathOf(root, from),
        message: `${root}/${folder} may not import ${from}: folders import downwards only (eslint.layers.js)`,
      }));
    }),
  ),
);

const otherZones = [
  {
    target: './src/admin/browser',
    from: notForTheBrowser.map((name) => `./src/${name}`),
    message: 'the browser imports its own code, the contract and the texts only',
  },
  ...foldersOf['src/admin'].flat().map((folder) => ({
    target: `./src/admin/${folder}`,
    from: './src/admin/browser',
    message: 'the server imports nothing of the browser',
  })),
  ...['domain', 'files', 'locale', 'shares'].map((name, _index, names) => ({
    target: `./src/${name}`,
    from: names.filter((other) => other !== name).map((other) => `./src/${other}`),
    message: 'the lowest layers do not know each other',
  })),
  ...['./src', './resources'].map((target) => ({
    target,
    from: './examples',
    message: 'nothing runs on an example: copy it into src or resources',
  })),
  {
    target: './src/services',
    from: './src/ops',
    message: 'services may not import ops: what works on a whole database stands above them',
  },
];

export const zones = [...layerZones, ...folderZones, ...otherZones];
