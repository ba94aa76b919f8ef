import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { titles as spanishNames } from '../../src/messages/es/titles.js';
import { phrasebook } from '../../src/locale/phrasebook.js';
import { phrasesOf } from '../../src/locale/phrases.js';
import { projectRoot } from '../../src/paths.js';

/** Reads refusals from the sources of the code: no test meets every refusal. */

/** Sources whose texts appear on the command line or at start alone, or are stored in the book. */
const notInPanels =
  /services\/(accounts\/actors|demo-book|encryption|lists\/search-index|reconciliation\/(?!reconcile\.ts)|bulk-runs\/chunks|stats\/strays)|admin\/(panels\/assets|declaration\/|tables\/check-declarations|import\/write)/;

/** Texts of a field and its problem, or of a number and its unit, which have phrases of their own. */
const composed = new Set([
  ...['the X X', 'the odds X', 'no X was chosen', 'X Xs are more than X at once', 'X X does not exist'],
  ...['an id of a X is malformed', 'a X is chosen twice', 'there is no such X', 'try again in X'],
  ...['choose X', 'the X was ignored: it is no number'],
]); // prettier-ignore

function sourcesIn(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return /locale|browser/.test(entry.name) ? [] : sourcesIn(file);
    return notInPanels.test(file) ? [] : [file];
  });
}

/** Returns the texts of an expression, with X for each value; both texts of a choice. */
function textsOf(node: ts.Expression | undefined): string[] {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    return [node.head.text + node.templateSpans.map(({ literal }) => `X${literal.text}`).join('')];
  }
  if (ts.isConditionalExpression(node)) {
    return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  }
  return [];
}

/** Reads messages and hints of errors and of listed refusals. */
function refusalsIn(file: string): string[] {
  const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
      if (node.expression.text === 'DomainError') found.push(...textsOf(node.arguments?.[1]));
    }
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
      if (['hint', 'message'].includes(node.name.text)) found.push(...textsOf(node.initializer));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('in Spanish', () => {
  it('every refusal that a panel can show is translated', () => {
    const say = phrasebook({ ...spanishNames, ...phrasesOf.es });
    const folders = ['services', 'domain', 'admin'].map((name) =>
      path.join(projectRoot, 'src', name),
    );
    const refusals = new Set(folders.flatMap(sourcesIn).flatMap(refusalsIn));
    expect(refusals.size).toBeGreaterThan(100);
    const english = [...refusals].filter((text) => !composed.has(text) && say(text) === text);
    expect(english).toEqual([]);
  });

  it('a wager that is reopened to pending is named as such', () => {
    const say = phrasebook({ ...spanishNames, ...phrasesOf.es });
    const preview = 'W-1001: reopen to pending takes 100.00 from Ann (balance 0.00 → -100.00)';
    expect(say(preview)).toBe(
      'W-1001: reabrir y dejar pendiente: se restan 100.00 a Ann (saldo 0.00 → -100.00)',
    );
    expect(say('W-1001 reopened to pending, was voided: 100.00 taken back from Ann')).toBe(
      'W-1001 reabierta y pendiente, estaba anulada: 100.00 retirados a Ann',
    );
    expect(say('voided before it was accepted')).toBe('anulada antes de que se aceptara');
  });
});
