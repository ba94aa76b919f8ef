import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  commentsOf,
  documents,
  likelyCommentsOf,
  linesOf,
  projectFiles,
  readFile,
  type Text,
} from './documents.js';

/** Files, folders and sections that documents and comments name must exist. */

const folders = new Set(
  projectFiles.flatMap((file) => {
    const parts = file.split('/').slice(0, -1);
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  }),
);
const entries = [...projectFiles, ...folders];
/** Paths, whole and without some of their upper folders. */
const names = new Set(
  entries.flatMap((entry) => {
    const parts = entry.split('/');
    return parts.map((_, index) => parts.slice(index).join('/'));
  }),
);
const rootFolders = [...folders].filter((folder) => !folder.includes('/'));
/** Layers of `src` and folders of the panels, which documents name without their upper folders. */
const knownFolders = [...folders]
  .filter((folder) => /^src(\/admin)?\/[\w-]+$/.test(folder))
  .map((folder) => folder.slice(folder.lastIndexOf('/') + 1));

const FILE =
  /(?<![\w@/.:*+-])((?:\.{1,2}\/)*(?:[\w.@*<>-]+\/)*[\w.@*<>-]*\w\.(?:tsx?|mjs|js|jsonc?|md|sql|css|svg|png))(?![\w/-])/g;
const FOLDER = new RegExp(
  `(?<![\\w@/.:*+-])((?:${[...rootFolders, ...knownFolders].map((name) => name.replace('.', '\\.')).join('|')})/[\\w./*<>-]*[\\w/*>])`,
  'g',
);
const SUPERSEDED = '- **Status:** superseded by';
const URL = /\b[\w+]+:\/\/\S+/g;

/** Files that a build, an installation or a server makes, and names that are no files. */
const notInTheProject = [
  /^(?:dist|data|node_modules|copies)\//,
  /^\.secrets\.json$/,
  /^Node\.js$/,
  /^YYYYMMDDHHMMSS_/,
  // The specification's own examples.
  /^(?:001_initial_schema\.ts|backup\.sql)$/,
];

function pathsIn({ text }: Text): string[] {
  const words = text.replace(URL, ' ');
  const found = [...words.matchAll(FILE), ...words.matchAll(FOLDER)].map(([, name = '']) => name);
  return [...new Set(found)]
    .map((name) => name.replace(/\/$/, ''))
    .filter((name) => !notInTheProject.some((pattern) => pattern.test(name)));
}

/** Accepts a name without its upper folders (`wagers/changes.ts`); `*` and `<name>` match any. */
function isThere(name: string): boolean {
  if (names.has(name)) return true;
  const isEnding = /^\.\w/.test(name);
  if (isEnding) return entries.some((entry) => entry.endsWith(name));
  const plain = name.replace(/^(?:\.{1,2}\/)+/, '');
  // TypeScript imports have the extension of the built file.
  const written = [plain, plain.replace(/\.js$/, '.ts'), plain.replace(/\.js$/, '.tsx')];
  if (written.some((one) => names.has(one))) return true;
  return /[*<]/.test(plain) && matches(plain);
}

function matches(pattern: string): boolean {
  const source = pattern
    .split(/\*|<[\w-]+>/)
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]*');
  const whole = new RegExp(`(?:^|/)${source}$`);
  return entries.some((entry) => whole.test(entry));
}

const missingIn = (texts: readonly Text[]) =>
  texts.flatMap((text) =>
    pathsIn(text)
      .filter((name) => !isThere(name))
      .map((name) => `${text.file}:${text.line} names ${name}`),
  );

/** Returns comments of files that seem to have one of this kind: parsing all files takes seconds. */
const commentsWhere = (isOfThisKind: (text: Text) => boolean) =>
  code
    .filter((file) => likelyCommentsOf(file).some((text) => isOfThisKind({ file, line: 1, text })))
    .flatMap(commentsOf);

const code = projectFiles.filter(
  (file) =>
    /\.(?:tsx?|mjs|js)$/.test(file) &&
    /^(?:src|resources|test|scripts|examples)\/|^[^/]+$/.test(file),
);

describe('paths', () => {
  it('exist where a document names them', () => {
    // A superseded decision keeps its text, and so the names of files that are gone.
    const current = documents.filter((document) => !readFile(document).includes(SUPERSEDED));
    expect(missingIn(current.flatMap(linesOf))).toEqual([]);
  });

  it('exist where a comment of the code names them', () => {
    const comments = commentsWhere((text) => missingIn([text]).length > 0);
    expect(missingIn(comments)).toEqual([]);
  });

  it('exist where a comment of a migration names them', () => {
    const sql = projectFiles.filter((file) => file.endsWith('.sql'));
    expect(missingIn(sql.flatMap(linesOf).filter(({ text }) => text.includes('--')))).toEqual([]);
  });

  it('are noticed when they are wrong', () => {
    const planted = (text: string) => missingIn([{ file: 'planted', line: 1, text }]).length;
    for (const right of [
      'see src/app.ts',
      '`wagers/changes.ts`',
      'ends in `.down.sql`',
      '`resources/<table>.ts`',
      'test/helpers/<subject>',
      'https://example.com/src/gone.ts',
      'the rules of money.md',
    ]) {
      expect(planted(right), right).toBe(0);
    }
    for (const wrong of [
      'see src/gone.ts',
      '`wagers/gone.ts`',
      'gone.md',
      'src/gone',
      '`admin/gone/`',
      'docs/decisions/0099-gone.md',
    ]) {
      expect(planted(wrong), wrong).toBeGreaterThan(0);
    }
  });
});

const DOCUMENT_SECTION = /([\w-]+\.md), "([^"]+)"/;

describe('links and sections', () => {
  it('lead to a file and a heading that exist', () => {
    const broken = documents.flatMap((file) =>
      linesOf(file).flatMap(({ text, line }) =>
        [...text.matchAll(/\]\((?!\w+:)([^)\s#]*)(?:#([^)\s]+))?\)/g)]
          .filter(([, target = '', anchor]) => {
            const named = target === '' ? file : path.posix.join(path.posix.dirname(file), target);
            if (!entries.includes(named)) return true;
            return anchor !== undefined && !headingsOf(named).map(anchorOf).includes(anchor);
          })
          .map(([link]) => `${file}:${line} ${link}`),
      ),
    );
    expect(broken).toEqual([]);
  });

  it('exist where a document or a comment names them: money.md, "Wagers"', () => {
    const comments = commentsWhere(({ text }) => DOCUMENT_SECTION.test(text));
    const texts = [...documents.flatMap(linesOf), ...comments];
    const named = texts.flatMap(({ file, line, text }) =>
      [...text.matchAll(new RegExp(DOCUMENT_SECTION, 'g'))].map(
        ([words, document = '', heading = '']) => ({
          where: `${file}:${line} names ${words}`,
          isThere: documents
            .filter((one) => one.endsWith(`/${document}`) || one === document)
            .some((one) => headingsOf(one).includes(heading)),
        }),
      ),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((one) => !one.isThere).map(({ where }) => where)).toEqual([]);
  });
});

function headingsOf(file: string): string[] {
  return file.endsWith('.md')
    ? [...readFile(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)
    : [];
}

/** Returns GitHub's anchor of a heading: small letters, hyphens for spaces, no punctuation. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s/g, '-');
}
