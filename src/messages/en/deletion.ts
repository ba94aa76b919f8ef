/** Previews and refusals of deletes in tables of other programs. */
export const deletion = {
  // the preview
  'deletion.deleted': 'is deleted',
  'deletion.deleted_too': 'is deleted too, because it refers to a deleted row',
  'deletion.kept_in_part':
    '{text:message}; the audit trail keeps only the size and the hash of {columns:every}: download it first if it may be needed',
  'deletion.traced': '{column:title} ({bytes:number} bytes)',
  'deletion.changes': '{changes:every}',
  'deletion.emptied': '{column:title} is emptied',
  'deletion.to_default': '{column:title} becomes {value}',
  'deletion.row': '{kind:title} {title}',
  'deletion.row_of': 'a row of {table:title}',
  'deletion.hidden_row': 'a row that your login does not see',
  'deletion.more_rows': '{rows#row} more are not listed',
  'deletion.effects': 'with the chosen rows: {deleted#row} deleted, {changed#row} changed',
  'deletion.triggers':
    'triggers of the database run with it and may change or delete other rows: {names:all}',
  // refusals
  'deletion.refers':
    'refers by {columns:message} to a row that this would delete or change: delete this row or change its reference first',
  'deletion.blocked': 'nothing is deleted, because of references from {rows#row}',
  'deletion.blocked_first':
    'nothing is deleted, because of references from {rows#row}; the first {shown:number} are',
  'deletion.blocked_now': 'nothing is deleted: rows refer to what would be deleted or changed',
  'deletion.blocked_unseen':
    'nothing is deleted, because of references from rows, some of which your login does not see',
  'deletion.unseen_rows': 'rows that your login does not see',
  'deletion.unseen_refer': 'refer to a row that this would delete or change: ask an administrator',
  'deletion.changed': 'a row changed since the preview; nothing was deleted',
  'deletion.ignored':
    'the database did not delete this: one of its triggers ignores it, or somebody else changed a row at the same moment',
  'deletion.no_preview': 'the preview of this delete is missing',
  'deletion.too_many': 'this would delete or change more than {most#row}',
  'deletion.too_large': 'the rows that this would delete or change are too large for one operation',
  'deletion.too_large_to_read':
    'the rows that this would delete or change hold {bytes:number} bytes, and one operation reads at most {most:number}',
  'deletion.fewer_or_sqlite':
    'choose fewer rows; a row that is larger by itself can be deleted by a program for SQLite only',
  'deletion.must_have':
    'it would empty {columns:message} in rows of {table:title}, which must have a value',
  'deletion.delete_before': 'choose fewer rows, or first delete the rows that refer to them',
  'deletion.unreadable': 'the database cannot tell which rows of {table:title} refer to it',
  'deletion.reaches_kept':
    'rows of {table:title} would be deleted or changed with it, and they are kept',
  'deletion.reaches_others':
    'rows that your login does not see would be deleted or changed with it',
  'deletion.not_here': 'rows cannot be deleted or duplicated here: {reason:message}',
  'deletion.keeps_history': 'the book keeps its history',
  'deletion.keeps_money': 'it carries money',
  // results
  'deletion.done': '{deleted#row} deleted; with them {more#row} deleted and {changed#row} changed',
  'deletion.done_alone': '{deleted#row} deleted',
} as const;
