import React, { useEffect, useRef } from 'react';
import { useSelector } from 'react-redux';
import { pageSession, useSessionState } from '../requests/page-session.js';
import type { SessionState } from '../requests/session.js';
import type { State } from '../requests/state.js';
import { useText } from '../requests/use-text.js';

/** The notice that the session has ended, with a link to sign in again in another tab. */
export function SessionNotice(): React.JSX.Element | null {
  const session = useSessionState();
  const text = useText();
  const element = useRef<HTMLDivElement>(null);
  const refusedSends = 'refusedSends' in session ? session.refusedSends : 0;
  useEffect(() => {
    if (refusedSends > 0 && !isFieldFocused()) element.current?.focus();
  }, [refusedSends]);
  const names = useNames(session);
  const { name } = session;
  if (name === 'open') return null;
  // One element for all messages keeps the focus when the message changes.
  return (
    <div
      ref={element}
      className={`session-notice ${name === 'back' ? 'alert-good' : 'alert-bad'}`}
      role={name === 'back' ? 'status' : 'alert'}
      tabIndex={-1}
      data-testid="session-notice"
      onPointerDown={leaveOpen}
    >
      <p>
        <strong>{text(`Session.${name}`, names)}</strong> {text(`Session.${name}Way`, names)}
      </p>
      {name === 'back' ? (
        <button
          type="button"
          className="icon-button"
          aria-label={text('Notice.close')}
          onClick={() => pageSession.dismiss()}
        >
          ×
        </button>
      ) : (
        <SignInLink by={name} label={text(`Session.${name}Link`, names)} />
      )}
    </div>
  );
}

/** A link to the sign-in page in another tab, which first signs another login out. */
function SignInLink(props: { by: 'ended' | 'other'; label: string }): React.JSX.Element {
  const { rootPath, loginPath, logoutPath } = useSelector((state: State) => state.paths);
  const page = props.by === 'ended' ? loginPath : logoutPath;
  const next = encodeURIComponent(`${rootPath}/account/signed-in`);
  return (
    <a className="button" href={`${page}?next=${next}`} target="_blank" rel="noopener">
      {props.label}
    </a>
  );
}

/** Returns the name of the page's own login, and of the one that is signed in now. */
function useNames(session: SessionState): { own: string; now: string } {
  const text = useText();
  const own = useSelector((state: State) => state.session?.username ?? '');
  const other = session.name === 'other' ? session.username : undefined;
  return { own, now: other ?? text('Session.somebodyElse') };
}

/** Keeps a panel open that closes by a click elsewhere, with everything typed into it. */
function leaveOpen(event: React.PointerEvent): void {
  event.stopPropagation();
}

/** Returns true while a field has the focus, which an alert must not take in mid-word. */
function isFieldFocused(): boolean {
  return document.activeElement?.matches('input, select, textarea') === true;
}
