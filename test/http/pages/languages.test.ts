import express, { type Request } from 'express';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  overviewPage,
  passwordPage,
  signedInPage,
  type OverviewPage,
} from '../../../src/http/account/account-page.js';
import { noticesBanner, noticesSection } from '../../../src/http/account/notices-page.js';
import {
  recoveryCodesPage,
  secondFactorSettingsPage,
} from '../../../src/http/account/second-factor-page.js';
import { loginPage, logoutPage, secondFactorPage } from '../../../src/http/account/sign-in-page.js';
import { errorPage } from '../../../src/http/errors/error-page.js';
import { speechOf, type Speech } from '../../../src/http/request/language.js';
import { pages as english } from '../../../src/messages/en/pages.js';
import type { Language } from '../../../src/messages/language.js';
import { message } from '../../../src/messages/message.js';
import { isKey } from '../../../src/messages/render.js';
import type { Account } from '../../../src/services/accounts/account.js';
import { noticeKinds, type Notice } from '../../../src/services/accounts/notices.js';
import type { SessionRow } from '../../../src/services/accounts/sessions.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { openFrontDoor, PANEL } from '../../helpers/http/front-door.js';

const ada: Account = {
  userId: 'u-1',
  username: 'ada',
  email: 'ada@example.test',
  role: 'admin',
  status: 'active',
  agentId: null,
  agentStatus: null,
  customerId: null,
  customerStatus: null,
  mustChangePassword: false,
  hasSecondFactor: false,
};
const protectedAda = { ...ada, hasSecondFactor: true };

function session(id: string, userAgent: string | null, address: string | null): SessionRow {
  const at = '2026-03-02 12:00:00';
  const times = { createdAt: at, lastSeenAt: at, expiresAt: at };
  return { id, userId: ada.userId, username: ada.username, address, userAgent, ...times };
}

const overview: Omit<OverviewPage, 'speech' | 'noticeList'> = {
  account: ada,
  sessions: [
    session('s-1', 'Mozilla/5.0 (X11; Linux) Firefox/130.0', '192.0.2.1'),
    session('s-2', null, null),
  ],
  currentSession: 's-1',
  recoveryCodesLeft: 9,
  showTime: () => '2026-03-02',
};
/** A notice of each kind, one of them of an administrator's work. */
const allNotices: Notice[] = noticeKinds.map((kind, index) => ({
  id: `n-${index}`,
  kind,
  by: kind === 'second_factor_removed' ? 'ada' : null,
  address: index === 0 ? null : '192.0.2.1',
  userAgent: null,
  createdAt: '2026-03-02 12:00:00',
  isOpen: true,
}));
const showTime = () => '2026-03-02';

function noticesIn(speech: Speech) {
  return {
    noticeList: noticesSection({ speech, notices: allNotices, showTime }),
    banner: noticesBanner({ speech, notices: allNotices, showTime }, '/admin/account'),
  };
}

function withoutNotices(speech: Speech): string {
  const noticeList = noticesSection({ speech, notices: [], showTime });
  return overviewPage({ ...overview, speech, noticeList });
}

const factor = { enrolment: null, required: false, recoveryCodesLeft: 1, isSteppedUp: false };
const enrolment = { uri: 'otpauth://totp/ada?secret=GEZDGNBV', secret: 'GEZD GNBV' };
const refused = { tone: 'bad', said: message('accounts.wrong_credentials') } as const;
const failed = { said: message('requests.no_page'), requestId: 'r-1', from: null };
const signOut = { nonce: 'n', atOnce: true, action: '/admin/logout' };

const pages: [string, (speech: Speech) => string][] = [
  ['sign-in', (speech) => loginPage({ speech, next: '/admin' })],
  ['refused sign-in', (speech) => loginPage({ speech, next: '/admin', notice: refused })],
  ['second step', (speech) => secondFactorPage({ speech, next: '/admin' })],
  ['sign-out', (speech) => logoutPage(speech, signOut)],
  ['end of a sign-in in another tab', (speech) => signedInPage(speech, ada)],
  ['account', (speech) => overviewPage({ ...overview, ...noticesIn(speech), speech })],
  ['account without notices', withoutNotices],
  ['account of an agent', agentOverview],
  ['account with a second factor', protectedOverview],
  ['password', (speech) => passwordPage({ speech, account: ada })],
  ['first password', firstPassword],
  ['second factor', (speech) => secondFactorSettingsPage({ ...factor, speech, account: ada })],
  ['required second factor', requiredFactor],
  ['second factor to confirm', pendingFactor],
  ['second factor in use', factorInUse],
  ['recovery codes', (speech) => recoveryCodesPage({ speech, account: ada }, ['0a1b-2c3d'])],
  ...[400, 401, 403, 404, 409, 412, 413, 418, 421, 429, 500, 503].map(
    (status): [string, (speech: Speech) => string] => [
      `error ${status}`,
      (speech) => errorPage(speech, { ...failed, status }),
    ],
  ),
];

function agentOverview(speech: Speech): string {
  return overviewPage({
    ...overview,
    ...noticesIn(speech),
    speech,
    account: { ...ada, role: 'agent', agentId: 'a-1' },
  });
}

function protectedOverview(speech: Speech): string {
  return overviewPage({ ...overview, ...noticesIn(speech), speech, account: protectedAda });
}

function firstPassword(speech: Speech): string {
  return passwordPage({ speech, account: { ...ada, mustChangePassword: true } });
}

function requiredFactor(speech: Speech): string {
  return secondFactorSettingsPage({ ...factor, speech, account: ada, required: true });
}

function pendingFactor(speech: Speech): string {
  return secondFactorSettingsPage({ ...factor, speech, account: ada, enrolment });
}

function factorInUse(speech: Speech): string {
  return secondFactorSettingsPage({ ...factor, speech, account: protectedAda });
}

/** Texts that are alike in every language: names, addresses, codes and marks. */
const data = new Set([
  'Fire22 Dashboard',
  'English',
  'Español',
  'ada · ada@example.test',
  'ada',
  'GEZD GNBV',
  '0a1b-2c3d',
  'r-1',
  '·',
]);

function speechIn(language: Language): Speech {
  const headers = { cookie: `language=${language}` };
  return speechOf(Object.assign(Object.create(express().request) as Request, { headers }));
}

/** Returns the texts that a reader sees or hears. */
function textsOf(page: string): string[] {
  const labels = [...page.matchAll(/aria-label="([^"]*)"/g)].map(([, label = '']) => label);
  const visible = page.replace(/<script[^]*?<\/script>/g, '').split(/<[^>]*>/);
  return [...labels, ...visible].map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean);
}

/** Keys of the texts that the pages of this file show. */
const shown = new Set<string>();

function recording(speech: Speech): Speech {
  return {
    language: speech.language,
    say: (key, ...values) => {
      shown.add(key);
      return speech.say(key, ...values);
    },
    sayMessage: (said) => speech.sayMessage(said),
  };
}

describe('each page outside the panels', () => {
  beforeAll(() => {
    for (const [, render] of pages) render(recording(speechIn('en')));
  });

  it.each(pages)('shows texts and no keys on the page: %s', (_name, render) => {
    for (const language of ['en', 'es'] as const) {
      const words = textsOf(render(speechIn(language))).flatMap((text) => text.split(/[\s"]+/));
      expect(words.filter((word) => isKey(word) || word.includes('{'))).toEqual([]);
    }
  });

  it.each(pages)(
    'shares no text but data between the languages on the page: %s',
    (_name, render) => {
      const inEnglish = new Set(textsOf(render(speechIn('en'))));
      const alike = textsOf(render(speechIn('es'))).filter((text) => inEnglish.has(text));
      expect(alike.filter((text) => !data.has(text))).toEqual([]);
    },
  );

  it('is covered here: the pages show every text of their catalogue but the notices', () => {
    const missing = Object.keys(english).filter((key) => !shown.has(key));
    expect(missing).toEqual([
      'pages.password_changed',
      'pages.session_ended',
      'pages.other_sessions_ended',
    ]);
  });
});

describeOnSqlite('a browser that asks for Spanish', (engine) => {
  const spanish = { 'accept-language': 'es' };

  it('reads notices, refusals and errors in Spanish', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    const browser = door.browser(spanish);
    const wrong = await browser.signIn('ada', 'wrong');
    expect(wrong.text).toContain('El usuario o la contraseña no son correctos.');
    const ended = await browser.get('/admin/api/dashboard');
    expect(JSON.parse(ended.text)).toMatchObject({
      message: 'su sesión ha terminado; entre de nuevo',
      notice: { message: 'su sesión ha terminado; entre de nuevo', type: 'error' },
    });
    await browser.signIn('ada');
    const notices = [
      ['password', 'Su contraseña se cambió. Las demás sesiones han terminado.'],
      ['removed', 'Su segundo factor está desactivado.'],
      ['session', 'La sesión ha terminado.'],
      ['everywhere', 'Las demás sesiones han terminado.'],
    ] as const;
    for (const [done, text] of notices) {
      expect((await browser.get(`/admin/account?done=${done}`)).text).toContain(text);
    }
    const passwords = { current: 'wrong', password: 'short', again: 'other' };
    const differing = await browser.post('/admin/account/password', passwords);
    expect(differing.text).toContain('Las dos contraseñas nuevas son distintas.');
    const unknown = await browser.get('/admin/resources/unknown');
    expect(unknown.text).toContain('<h1>No encontrado</h1>');
    expect(unknown.text).toContain('<p>Esa página no existe.</p>');
  });

  it('reads how long a locked account has to wait, in minutes', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    const browser = door.browser(spanish);
    for (let failure = 0; failure < 5; failure += 1) await browser.signIn('ada', 'wrong');
    const locked = (await browser.signIn('ada')).text;
    expect(locked).toContain(
      'Demasiados intentos fallidos de entrar; inténtelo de nuevo en 1 minuto, o use',
    );
    door.clock.advance({ minutes: 1, seconds: 1 });
    await browser.signIn('ada', 'wrong');
    expect((await browser.signIn('ada')).text).toContain('en 2 minutos, o');
  });

  it('reads refusals of requests that reach no page in Spanish', async () => {
    const door = await openFrontDoor(engine);
    await door.user('ada');
    const browser = door.browser(spanish);
    await browser.signIn('ada');
    const twice = await browser.get(`${PANEL}?page=1&page=2`);
    expect(twice.text).toContain('<p>El parámetro page aparece dos veces.</p>');
    const foreign = await browser.post('/admin/logout', {}, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.text).toContain('Esta solicitud no vino de una página de este sitio;');
    const other = await browser.get('/admin/api/dashboard', { 'x-signed-in-as': 'u-2' });
    expect(JSON.parse(other.text)).toMatchObject({
      message: 'en este navegador está abierta ahora la sesión de ada; recargue la página',
    });
  });
});
