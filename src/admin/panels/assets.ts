import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ComponentLoader } from 'adminjs';
import type { RequestHandler } from 'express';
import { DomainError } from '../../errors.js';
import { endAnswer } from '../../http/request/answer-end.js';
import { message } from '../../messages/message.js';
import { projectRoot } from '../../paths.js';
import { componentNames, replacedComponents } from '../contract/component-names.js';

/**
 * Serves the files that `npm run build` made for the browser: nothing is compiled or compressed
 * here.
 */

/** Path of our assets: AdminJS's own asset routes and its bundler are never reached. */
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
  /** Address of an asset; it changes with the content. */
  url(name: AssetName): string;
  /** Addresses of a page's scripts, in their order. */
  scripts(): readonly string[];
  /** Handler to mount at `assetsPath`: answers every request below it, unknown names with 404. */
  handler: RequestHandler;
}

interface Manifest {
  files: Record<AssetName, { file: string; type: string }>;
}

export const builtAssets = path.join(projectRoot, 'dist/assets');
const suffixes = { br: '.br', gzip: '.gz' } as const;

/**
 * Reads the manifest of the built files.
 * @throws DomainError `configuration` when they have not been built
 */
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
          else endAnswer(res);
        },
      );
    },
  };
}

/** Assets of panels that no browser opens. */
export const noAssets: Assets = {
  url: (name) => `${assetsPath}/${name}`,
  scripts: () => [],
  handler: (_request, response) => void response.status(404).end(),
};

/** Registers the components with AdminJS, which checks that a file exists and reads none. */
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
    throw new DomainError('configuration', message('setup.not_built', { file }), {
      hint: message('setup.not_built_hint'),
      cause,
    });
  }
}
