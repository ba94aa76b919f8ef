/** Bookmarks of D1's Time Travel. */
export const bookmarks = {
  'bookmarks.before_migrate': 'before db migrate',
  'bookmarks.before_rollback': 'before db rollback',
  'bookmarks.before_adopt': 'before db adopt {file}',
  'bookmarks.before_run': 'before the bulk run {run} of {rows#row}',
  'bookmarks.of_copy': 'the instant of a copy',
  'bookmarks.kept': 'Time Travel comes back to now by the bookmark {bookmark}',
  'bookmarks.kept_time': 'D1 gave no bookmark: Time Travel comes back to now by the time {at}',
  'bookmarks.column_bookmark': 'bookmark of Time Travel',
  'bookmarks.column_reason': 'kept',
  'bookmarks.none': 'none: use the instant',
  'bookmarks.expired': 'expired: {reason:message}',
} as const;
