/** Turns names of tables and columns into ids that are safe in URLs and forms. */

/** Names that already mean something in AdminJS or JavaScript. */
const reserved = new Set(['__proto__', 'constructor', 'prototype', 'from', 'to']);

/**
 * Makes one id for each name, in order: the name itself where it consists of ASCII letters, digits
 * and underscores, else an id close to it.
 */
export function toIds(names: readonly string[], fallback: string): string[] {
  const taken = new Set(names.filter(isPlainId));
  return names.map((name, index) => {
    if (isPlainId(name)) return name;
    const base =
      name
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[^A-Za-z0-9_]+/g, '_')
        .replace(/^_+|_+$/g, '') || `${fallback}_${index + 1}`;
    const start = /^\d/.test(base) || reserved.has(base) ? `${fallback}_${base}` : base;
    let id = start;
    for (let count = 2; taken.has(id); count += 1) id = `${start}_${count}`;
    taken.add(id);
    return id;
  });
}

function isPlainId(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !reserved.has(name);
}
