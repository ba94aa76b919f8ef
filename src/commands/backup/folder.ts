import path from 'node:path';
import type { Context } from '../../context.js';
import { message } from '../../messages/message.js';
import { UsageError } from '../shell/session.js';

/** Options of the commands on copies. */
export interface FolderOptions {
  folder?: string;
}

/**
 * Returns the folder of the copies: that of `--folder`, or the configured one.
 * @throws UsageError without one
 */
export async function folderOf(context: Context, { folder }: FolderOptions): Promise<string> {
  if (folder !== undefined) return path.resolve(folder);
  const { backupFolder } = await import('../../ops/backup/keeper.js');
  const configured = backupFolder(context);
  if (configured !== null) return configured;
  throw new UsageError(message('backup.no_folder'), message('backup.no_folder_hint'));
}
