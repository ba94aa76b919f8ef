import { message, type Message } from '../../messages/message.js';
import type { ListedCopy } from '../../ops/backup/folder.js';
import type { Copy } from '../../ops/backup/manifest.js';
import type { DrillReport } from '../../ops/restore/drill-report.js';
import type { ListedBookmark } from '../../services/bookmarks.js';
import { EXIT } from '../shell/session.js';
import type { AddCommand } from '../shell/shell.js';
import { folderOption, type FolderOptions } from '../shell/folder.js';

/** `backup list`: the copies, and how much of the book the newest one would lose. */

const MINUTE_MS = 60_000;

export const addBackupList: AddCommand = (backup, shell) => {
  backup
    .command('list')
    .description(shell.say(message('backup.help_list')))
    .option('--folder <path>', shell.say(message('backup.help_folder')))
    .addOption(shell.option.json())
    .action(
      shell.run<FolderOptions>(async (session, options) => {
        const { listCopies, usableCopies } = await import('../../ops/backup/folder.js');
        const { readDrillReport } = await import('../../ops/restore/drill-report.js');
        const { noCopies } = await import('../../ops/backup/verify.js');
        const folder = await folderOption(await session.settings(), options);
        const { listBookmarks } = await import('../../services/bookmarks.js');
        const listed = listCopies(folder);
        const usable = usableCopies(listed);
        const bookmarks = listBookmarks(folder, session.now());
        await session.print({ folder, copies: listed.map(dataOf), bookmarks }, [
          ...(listed.length === 0 ? [] : [{ head: HEAD, rows: listed.map(rowOf) }]),
          ...(bookmarks.length === 0
            ? []
            : [{ head: BOOKMARK_HEAD, rows: bookmarks.map(bookmarkRow) }]),
        ]);
        const [first, last] = [usable[0], usable.at(-1)];
        if (!first || !last) throw noCopies(folder);
        const lostMs = Math.max(0, session.now().getTime() - Date.parse(last.at));
        await session.note([
          message('backup.list_range', {
            ...{ copies: usable.length, folder },
            ...{ first: readable(first.at), last: readable(last.at) },
          }),
          message('backup.list_newest', {
            at: readable(last.proven.at),
            minutes: Math.ceil(lostMs / MINUTE_MS),
          }),
          drillLine(readDrillReport(folder)),
        ]);
        return listed.length === usable.length ? EXIT.done : EXIT.failed;
      }),
    );
};

const HEAD = [
  message('backup.column_name'),
  message('backup.column_at'),
  message('backup.column_kind'),
  message('backup.column_kilobytes'),
  message('backup.column_state'),
];

function rowOf({ name, copy, problem }: ListedCopy) {
  return [
    name,
    copy && readable(copy.at),
    copy && message('commands.word', { word: `copy.${copy.kind}` }),
    copy && Math.ceil(copy.bytes / 1000),
    problem ?? (copy && stateOf(copy)),
  ];
}

const BOOKMARK_HEAD = [
  message('backup.column_at'),
  message('bookmarks.column_bookmark'),
  message('bookmarks.column_reason'),
];

function bookmarkRow({ at, bookmark, reason, isExpired }: ListedBookmark) {
  return [
    readable(at),
    bookmark ?? message('bookmarks.none'),
    isExpired ? message('bookmarks.expired', { reason }) : reason,
  ];
}

function dataOf({ name, copy, problem }: ListedCopy) {
  if (!copy) return { name, problem };
  return { ...copy, problem };
}

function stateOf({ proven: { brokenRows } }: Copy): Message {
  return brokenRows === 0
    ? message('backup.state_proven')
    : message('backup.state_broken', { rows: brokenRows });
}

function drillLine(drill: DrillReport | null): Message {
  if (!drill) return message('backup.list_no_drill');
  return message('backup.list_drill', {
    at: readable(drill.drilledAt),
    seconds: Math.ceil(drill.tookMs / 1000),
  });
}

const readable = (at: string) => at.slice(0, 19).replace('T', ' ');
