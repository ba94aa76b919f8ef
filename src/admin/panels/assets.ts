import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ComponentLoader } from 'adminjs';
import type { RequestHandler } from 'express';
import { DomainError } from '../../errors.js';
import { projectRoot } from '../../paths.js';
import { componentNames, replacedComponents } from '../contract/component-names.js';

/** What browsers load, as `npm run build` made it: nothing is compiled or compressed here. */

/** Everything under it is ours: AdminJS's own asset routes and its bundler are never reached. */
export const assetsPath = '/admin/frontend/assets';

export type AssetName =
  | 'boot.js'
  | 'global.bundle.js'
  | 'design-system.bundle.js'
  | 'app.bundle.js'
  | 'components.bundle.js'
  | 'panel.css'
  | 'icon.svg';

const pageScripts = [
  'boot.js',
  'global.bundle.js',
  'design-system.bundle.js',
  'app.bundle.js',
  'components.bundle.js',
] as const;

export interface Assets {
  /** The address of an asset; it changes with the content. */
  url(name: AssetName): string;
  /** The addresses of a page's scripts, in their order. */
  scripts(): readonly string[];
  /** To be mounted at `assetsPath`: answers every request below it, unknown names with 404. */
  handler: RequestHandler;
}

interface Manifest {
  files: Record<AssetName, { file: string; type: string }>;
}

export const builtAssets = path.join(projectRoot, 'dist/assets');
const suffixes = { br: '.br', gzip: '.gz' } as const;

/** @throws DomainError `configuration` when the assets have not been built */
export function loadAssets(folder = builtAssets): Assets {
  const { files } = readManifest(folder);
  const types = new Map(Object.values(files).map(({ file, type }) => [`/${file}`, type]));
  const url = (name: AssetName) => `${assetsPath}/${files[name].file}`;
  return {
    url,
    scripts: () => pageScripts.map(url),
    handler: (req, res, next) => {
      const type = types.get(req.path);
      if (type === undefined || !['GET', 'HEAD'].includes(req.method)) {
        res.status(404).type('text/plain').send('not found');
        return;
      }
      const accepted = req.acceptsEncodings();
      const encoding = (['br', 'gzip'] as const).find((name) => accepted.includes(name));
      res.set({
        'Content-Type': type,
        'Cache-Control': 'private, max-age=31536000, immutable',
        Vary: 'Accept-Encoding',
      });
      if (encoding !== undefined) res.set('Content-Encoding', encoding);
      const suffix = encoding === undefined ? '' : suffixes[encoding];
      res.sendFile(
        req.path.slice(1) + suffix,
        { root: folder, cacheControl: false, acceptRanges: false, dotfiles: 'allow' },
        (error: Error | undefined) => {
          if (error && !res.headersSent) next(error);
        },
      );
    },
  };
}

/** The components as AdminJS wants to hear of them; it checks that a file is there, and reads none. */
export function createComponentLoader(): ComponentLoader {
  const loader = new ComponentLoader();
  const file = fileURLToPath(import.meta.url);
  for (const name of Object.values(componentNames)) loader.add(name, file);
  for (const name of replacedComponents) loader.override(name, file);
  return loader;
}

function readManifest(folder: string): Manifest {
  const file = path.join(folder, 'manifest.json');
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Manifest;
  } catch (cause) {
    throw new DomainError('configuration', `the browser's files are not built: ${file}`, {
      hint: 'run npm run build',
      cause,
    });
  }
}
