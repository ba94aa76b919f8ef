import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of package.json, the same from the sources and from `dist`. */
export const projectRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)));
export const migrationsFolder = path.join(projectRoot, 'migrations');

/** Returns the folder of the copies by its absolute path; null when BACKUP_FOLDER is not set. */
export function backupFolder({ backupFolder: folder }: { backupFolder: string | null }) {
  return folder === null ? null : path.resolve(projectRoot, folder);
}

function findRoot(folder: string): string {
  if (fs.existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('package.json not found above the code');
  return findRoot(parent);
}
