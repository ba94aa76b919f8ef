import path from 'node:path';
import type { Config } from '../../config.js';
import { message } from '../../messages/message.js';
import { UsageError } from './session.js';

/** Options of the commands on copies. */
export interface FolderOptions {
  folder?: string;
}

/**
 * Returns the folder of the copies: that of `--folder`, or the configured one.
 * @throws UsageError without one
 */
export async function folderOption(config: Config, { folder }: FolderOptions): Promise<string> {
  if (folder !== undefined) return path.resolve(folder);
  const { backupFolder } = await import('../../paths.js');
  const configured = backupFolder(config);
  if (configured !== null) return configured;
  throw new UsageError(message('backup.no_folder'), message('backup.no_folder_hint'));
}
