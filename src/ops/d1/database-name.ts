import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../paths.js';

/**
 * Returns the name that wrangler has for the database of the gateway: that of `wrangler.jsonc`, or
 * of its example where somebody removed it.
 */
export function databaseName(file = path.join(projectRoot, 'wrangler.jsonc')): string {
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  return /"database_name":\s*"([\w-]+)"/.exec(text)?.[1] ?? 'fire22';
}
