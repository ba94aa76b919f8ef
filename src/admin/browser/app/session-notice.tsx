import React, { useEffect, useRef } from 'react';
import { useTranslation } from 'adminjs';
import { useSelector } from 'react-redux';
import { pageSession, useSessionState } from '../requests/page-session.js';
import type { SessionState } from '../requests/session.js';
import type { State } from '../requests/state.js';

/** Says above the page that its session has ended, and where to sign in again without leaving it. */
export function SessionNotice(): React.JSX.Element | null {
  const session = useSessionState();
  const { translateComponent: text } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  const refusedSends = 'refusedSends' in session ? session.refusedSends : 0;
  useEffect(() => {
    if (refusedSends > 0 && !isFieldFocused()) element.current?.focus();
  }, [refusedSends]);
  const names = useNames(session);
  const { name } = session;
  if (name === 'open') return null;
  // One element for all of it: the focus stays where it is when the message changes.
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

/** Leads to the sign-in page in another tab, past the sign-out of somebody else. */
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

/** Whose page it is, and who is signed in. */
function useNames(session: SessionState): { own: string; now: string } {
  const { translateComponent: text } = useTranslation();
  const own = useSelector((state: State) => state.session?.username ?? '');
  const other = session.name === 'other' ? session.username : undefined;
  return { own, now: other ?? text('Session.somebodyElse') };
}

/** A panel that closes by a click elsewhere stays open, with what is typed into it. */
function leaveOpen(event: React.PointerEvent): void {
  event.stopPropagation();
}

/** Nobody is taken out of a field in mid-word; a screen reader reads the alert all the same. */
function isFieldFocused(): boolean {
  return document.activeElement?.matches('input, select, textarea') === true;
}
