import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../src/paths.js';

const css = fs.readFileSync(path.join(projectRoot, 'src/admin/browser/theme/palette.css'), 'utf8');

function paletteOf(selector: string): Record<string, string> {
  const body = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*(#[\da-f]{6})/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

/** https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = parseInt(color.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const texts: [string, string][] = [
  ...['text', 'text-soft', 'muted', 'accent', 'danger', 'bad'].flatMap(
    (color): [string, string][] => ['bg', 'surface', 'subtle'].map((ground) => [color, ground]),
  ),
  ...['good', 'bad', 'warn', 'info', 'neutral'].map((tone): [string, string] => [
    tone,
    `${tone}-bg`,
  ]),
  ['accent', 'accent-soft'],
  ['text', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'danger'],
];
const edges: [string, string][] = [
  ['input-border', 'surface'],
  ['focus', 'bg'],
  ['focus', 'surface'],
];

describe.each([
  ['light', ':root'],
  ['dark', `:root[data-theme='dark']`],
])('the %s palette', (_name, selector) => {
  const palette = { ...paletteOf(':root'), ...paletteOf(selector) };

  it.each(texts)('%s on %s is readable (WCAG AA, 4.5)', (color, ground) => {
    expect(contrast(palette[color] ?? '', palette[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edges)('%s stands out from %s (WCAG AA, 3)', (color, ground) => {
    expect(contrast(palette[color] ?? '', palette[ground] ?? '')).toBeGreaterThanOrEqual(3);
  });
});
