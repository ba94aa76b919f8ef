/** What can be told of a statement by its text alone. */

/** The statement without comments, its literals and quoted names emptied, so that words can be looked for. */
export function bareText(sql: string): string {
  return sql
    .replace(
      /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g,
      (part) => (part.startsWith('--') || part.startsWith('/*') ? ' ' : '""'),
    )
    .trim();
}

/**
 * Whether a statement only reads: such a statement may be run twice. A WITH counts as a write as
 * soon as it holds the keyword of one.
 */
export function onlyReads(sql: string): boolean {
  const bare = bareText(sql);
  if (/^(SELECT|VALUES|EXPLAIN|PRAGMA)\b/i.test(bare)) return true;
  return /^WITH\b/i.test(bare) && !/\b(INSERT|UPDATE|DELETE|REPLACE(?!\s*\())\b/i.test(bare);
}
