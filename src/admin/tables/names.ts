/** Turns names of tables and columns into ids that are safe in URLs and forms, and into labels. */

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

const words: Record<string, string> = {
  id: 'ID',
  ids: 'IDs',
  kpi: 'KPI',
  url: 'URL',
  ip: 'IP',
  json: 'JSON',
  api: 'API',
};

/**
 * Turns a name into a label: `created_at` into `Created at`, `kpi_metrics` into `KPI metrics`,
 * `firstName` into `First name`.
 */
export function humanise(name: string): string {
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_]+/)
    .filter(Boolean)
    .map((part) => words[part.toLowerCase()] ?? (isPlainId(part) ? part.toLowerCase() : part));
  const text = parts.join(' ') || name;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Labels a reference by the row that it refers to: `agent_id` becomes `Agent`. */
export function humaniseReference(name: string): string {
  return humanise(name.replace(/(_id|Id)$/, '') || name);
}
