/** Facts about a statement that its text alone shows. */

/** Removes comments and empties literals and quoted names, so that a search finds keywords only. */
export function bareText(sql: string): string {
  return sql
    .replace(
      /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g,
      (part) => (part.startsWith('--') || part.startsWith('/*') ? ' ' : '""'),
    )
    .trim();
}

/**
 * Returns true when a statement only reads, so that it may run twice. A WITH that has the keyword of
 * a write counts as a write.
 */
export function onlyReads(sql: string): boolean {
  const bare = bareText(sql);
  if (/^(SELECT|VALUES|EXPLAIN|PRAGMA)\b/i.test(bare)) return true;
  return /^WITH\b/i.test(bare) && !/\b(INSERT|UPDATE|DELETE|REPLACE(?!\s*\())\b/i.test(bare);
}
