/**
 * The folder dist/assets: files under names that change with their content, compressed here instead
 * of in the server, and the manifest that names them.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { root } from './bundles.mjs';

const output = path.join(root, 'dist/assets');
const manifestFile = path.join(output, 'manifest.json');
const suffixes = ['', '.br', '.gz'];

const types = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Writes contents by name, and returns their entries in the manifest. */
export async function writeFiles(contents) {
  fs.mkdirSync(output, { recursive: true });
  const files = {};
  for (const [name, content] of contents) files[name] = await emit(name, content);
  return files;
}

/** Writes a file and its compressed twins unless they exist, and returns its manifest entry. */
async function emit(name, content) {
  const { name: stem, ext } = path.parse(name);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const file = `${stem}-${hash}${ext}`;
  const target = path.join(output, file);
  if (!isThere(file)) {
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

/** The manifest of the last build; undefined without one, or when a file of it is missing. */
export function lastManifest() {
  try {
    const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
    return Object.values(manifest.files).every(({ file }) => isThere(file)) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** Names the files of a build, and removes files that neither it nor the build before made. */
export function writeManifest(manifest) {
  const last = lastManifest();
  writeWhole(manifestFile, JSON.stringify(manifest, null, 2));
  // Open pages still find the files of the build before.
  removeOthers([manifest, last]);
}

function isThere(file) {
  return suffixes.every((suffix) => fs.existsSync(path.join(output, file + suffix)));
}

/** Writes a file aside and renames it: a reader sees the old file or the new one. */
function writeWhole(file, content) {
  const aside = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(aside, content);
  fs.renameSync(aside, file);
}

function removeOthers(manifests) {
  const kept = new Set(['manifest.json']);
  for (const manifest of manifests) {
    for (const { file } of Object.values(manifest?.files ?? {})) {
      for (const suffix of suffixes) kept.add(file + suffix);
    }
  }
  for (const name of fs.readdirSync(output)) {
    if (!kept.has(name) && !name.endsWith('.tmp')) fs.rmSync(path.join(output, name));
  }
}
