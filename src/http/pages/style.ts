import { createHash } from 'node:crypto';

/** The style sheet of the pages outside the panels: sign-in, account, errors. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f3f5f7; --card: #ffffff; --ink: #15202b; --quiet: #52616f; --line: #cbd3da;
  --accent: #0b5c52; --accent-ink: #ffffff; --bad: #a3211b; --bad-ground: #fdecea;
  --good: #15603a; --good-ground: #e6f4ec; --focus: #1f6feb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10161c; --card: #19212a; --ink: #e8edf2; --quiet: #a3b1be; --line: #3a4753;
    --accent: #4cc2ae; --accent-ink: #06231f; --bad: #ffb0a8; --bad-ground: #41201e;
    --good: #93e0b5; --good-ground: #173527; --focus: #7cb4ff;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
.entrance { display: grid; place-items: center; padding: 24px 16px; }
.entrance main { width: 100%; max-width: 400px; }
.account { padding: 0 16px 48px; }
.account > header, .account > main { max-width: 720px; margin: 0 auto; }
.account > header {
  display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; padding: 20px 0;
}
.brand { display: flex; align-items: center; gap: 10px; font-weight: 650; color: inherit; text-decoration: none; }
.brand svg { width: 32px; height: 32px; flex: none; }
.entrance .brand { justify-content: center; margin-bottom: 20px; font-size: 20px; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-left: auto; }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: 12px;
  padding: 24px; margin-bottom: 20px;
}
h1 { font-size: 22px; line-height: 1.25; margin: 0 0 12px; }
h2 { font-size: 18px; line-height: 1.3; margin: 0 0 6px; }
p { margin: 0 0 14px; }
.quiet { color: var(--quiet); }
a { color: var(--accent); }
label { display: block; font-weight: 600; margin: 14px 0 4px; }
input {
  width: 100%; min-height: 44px; padding: 8px 12px; font: inherit; color: inherit;
  background: var(--ground); border: 1px solid var(--quiet); border-radius: 8px;
}
input[aria-invalid='true'] { border-color: var(--bad); }
.hint { font-size: 14px; color: var(--quiet); margin: 4px 0 0; }
button, .button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 44px;
  margin-top: 20px; padding: 8px 18px; font: inherit; font-weight: 650; cursor: pointer;
  color: var(--accent-ink); background: var(--accent); border: 1px solid transparent;
  border-radius: 8px; text-decoration: none;
}
.entrance form > button { width: 100%; }
button.plain, .button.plain { color: var(--ink); background: transparent; border-color: var(--quiet); }
button.link {
  min-height: 0; margin: 0; padding: 0; font-weight: 400; color: var(--accent); background: none;
  border: 0; text-decoration: underline;
}
button.small { min-height: 36px; margin: 0; padding: 4px 12px; font-size: 14px; }
button:disabled { opacity: .6; cursor: default; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.message { padding: 12px 14px; border-radius: 8px; margin: 0 0 16px; overflow-wrap: anywhere; }
.message.bad { background: var(--bad-ground); color: var(--bad); }
.message.good { background: var(--good-ground); color: var(--good); }
.notices { border: 2px solid var(--accent); }
.notices ul { margin: 0 0 14px; padding-left: 20px; overflow-wrap: anywhere; }
.choices { display: flex; flex-wrap: wrap; gap: 8px 12px; }
.choices button, .choices .button { margin-top: 0; }
.rows { list-style: none; margin: 12px 0 0; padding: 0; }
.rows li {
  display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center;
  justify-content: space-between; padding: 12px 0; border-top: 1px solid var(--line);
}
.rows div { min-width: 0; flex: 1 1 200px; overflow-wrap: anywhere; }
.rows small { display: block; color: var(--quiet); }
.tag { font-size: 13px; font-weight: 600; color: var(--good); }
.codes {
  display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 8px;
  margin: 12px 0; padding: 0; list-style: none;
}
code, .codes li { font: 15px/1.4 ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace; }
.codes li { padding: 8px 10px; border: 1px solid var(--line); border-radius: 8px; }
.qr { display: block; width: 200px; max-width: 100%; padding: 10px; margin: 8px 0 14px; background: #fff; border-radius: 8px; }
.qr svg { display: block; width: 100%; height: auto; }
.foot { font-size: 14px; color: var(--quiet); text-align: center; }
.languages { margin: 16px 0 0; justify-content: center; font-size: 14px; }
.languages a { padding: 6px 4px; }
.languages [aria-current] { color: var(--ink); font-weight: 650; text-decoration: none; }
`;

const version = createHash('sha256').update(style).digest('hex').slice(0, 12);

/** The address has the sheet's version, so that browsers may cache it for good. */
export const stylePath = `/front-door/${version}.css`;
