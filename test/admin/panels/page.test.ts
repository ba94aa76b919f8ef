import { describe, expect, it } from 'vitest';
import type { Assets } from '../../../src/admin/panels/assets.js';
import { readState, toScriptData, writePage } from '../../../src/admin/panels/page.js';

const assets: Assets = {
  url: (name) => `/admin/frontend/assets/${name}`,
  scripts: () => [1, 2, 3, 4, 5].map((number) => `/admin/frontend/assets/${number}.js`),
  handler: () => undefined,
};

/** A page as AdminJS's layout template prints it. */
function adminPage(state: object): string {
  return `
    <!DOCTYPE html>
    <html lang=en>
    <head>
      <script>
        window.REDUX_STATE = ${JSON.stringify(state)};
        window.THEME = {"colors":{}};
      </script>
      <link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Roboto" type="text/css">
      <script src="/admin/frontend/assets/global.bundle.js"></script>
    </head>
    <body><div id="app" /><script>root.render(AdminJS.Application);</script></body>
    </html>`;
}

function securePage(html: string, nonce: string, from: Assets): string {
  const state = readState(html, 'en');
  const { branding, locale } = state;
  const encoded = { branding, language: locale.language, json: toScriptData(state) };
  return writePage(encoded, nonce, from, 'en');
}

function stateWith(overrides: object): object {
  return {
    branding: { companyName: 'Fire22' },
    locale: { language: 'en' },
    resources: [],
    ...overrides,
  };
}

function stateOf(page: string): Record<string, unknown> {
  const data = /<script type="application\/json" id="state">(.*?)<\/script>/s.exec(page)?.[1];
  return JSON.parse(data ?? '') as Record<string, unknown>;
}

describe('the page of the panels', () => {
  const hostile = [
    '</script><script>alert(1)</script>',
    '<!--<script>',
    ']]>\u2028\u2029',
    '"; window.REDUX_STATE = {}; //',
    "';\n</SCRIPT >",
    '&lt;/script&gt;',
  ];

  it.each(hostile)('the page carries a user named %j as data and nothing else', (username) => {
    const session = { id: 'u1', username, title: username, role: 'agent' };
    const page = securePage(adminPage(stateWith({ session })), 'n0nce', assets);
    expect(stateOf(page)['session']).toEqual(session);
    const tags = page.match(/<script\b/gi) ?? [];
    expect(tags).toHaveLength(6);
    expect(page.match(/<\/script/gi)).toHaveLength(6);
    expect(page).not.toMatch(/<!--|\u2028|\u2029/);
  });

  it.each(hostile)('the page carries a company named %j as text', (companyName) => {
    const page = securePage(adminPage(stateWith({ branding: { companyName } })), 'n', assets);
    const title = /<title>(.*?)<\/title>/s.exec(page)?.[1] ?? '';
    expect(title).not.toContain('<');
    expect(stateOf(page)['branding']).toEqual({ companyName });
  });

  it('the page has the nonce on every script that runs, and no script inline', () => {
    const page = securePage(adminPage(stateWith({})), 'n0nce', assets);
    const running = [...page.matchAll(/<script(?! type="application\/json")([^>]*)>([^<]*)</g)];
    expect(running).toHaveLength(5);
    for (const [, attributes, content] of running) {
      expect(attributes).toContain('nonce="n0nce"');
      expect(attributes).toContain(' src="/admin/frontend/assets/');
      expect(content).toBe('');
    }
  });

  it('the page loads nothing from another host', () => {
    const page = securePage(adminPage(stateWith({})), 'n', assets);
    expect(page).not.toMatch(/https?:|src="\/\/|href="\/\//);
  });

  it('the page quotes the language', () => {
    const page = securePage(adminPage(stateWith({ locale: { language: 'en" x="' } })), 'n', assets);
    expect(page).toContain('<html lang="en&quot; x=&quot;">');
  });

  it('the page gives the browser only the shown fields of the login', () => {
    const session = {
      id: 'u1',
      username: 'ann',
      title: 'Agent',
      role: 'agent',
      address: '10.0.0.1',
      requestId: 'r1',
      agentId: 'a1',
    };
    const page = securePage(adminPage(stateWith({ session })), 'n', assets);
    expect(stateOf(page)['session']).toEqual({
      id: 'u1',
      username: 'ann',
      title: 'Agent',
      role: 'agent',
    });
  });

  it('the page is refused where AdminJS gave no state', () => {
    expect(() => securePage('<html></html>', 'n', assets)).toThrow(/no state/);
  });
});
