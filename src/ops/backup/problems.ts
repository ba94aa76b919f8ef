import { DomainError } from '../../errors.js';
import { message, verbatim, type Message } from '../../messages/message.js';

/** The words of the operating system's errors on a folder of copies. */

const reasons: Record<string, (folder: string) => readonly [Message, Message] | undefined> = {
  ENOENT: (folder) => [
    message('backup.folder_missing', { folder }),
    message('backup.folder_missing_hint'),
  ],
  ENOTDIR: (folder) => [
    message('backup.folder_is_file', { folder }),
    message('backup.folder_missing_hint'),
  ],
  EROFS: (folder) => [
    message('backup.folder_read_only', { folder }),
    message('backup.folder_read_only_hint'),
  ],
  EACCES: (folder) => [
    message('backup.folder_forbidden', { folder }),
    message('backup.folder_read_only_hint'),
  ],
  ENOSPC: (folder) => [message('backup.disk_full', { folder }), message('backup.disk_full_hint')],
  EDQUOT: (folder) => [message('backup.disk_full', { folder }), message('backup.disk_full_hint')],
  ESTALE: (folder) => [
    message('backup.folder_gone', { folder }),
    message('backup.folder_missing_hint'),
  ],
};
reasons['EPERM'] = reasons['EACCES'] as (typeof reasons)[string];

/** Names the problem of an error of the file system; other errors come back as they are. */
export function folderProblem(error: unknown, folder: string): Error {
  if (error instanceof DomainError) return error;
  const { code = '', message: text } = error as NodeJS.ErrnoException;
  const known = reasons[code]?.(folder);
  if (known) {
    const [said, hint] = known;
    return new DomainError('configuration', said, { hint, cause: error });
  }
  if (!/^E[A-Z]+$/.test(code)) return error instanceof Error ? error : new Error(text);
  const problem = verbatim(text);
  return new DomainError('unavailable', message('backup.folder_failed', { folder, problem }), {
    hint: message('backup.disk_full_hint'),
    cause: error,
  });
}
