import React, { useEffect, useRef } from 'react';
import { Icon } from '@adminjs/design-system';
import { useSelector } from 'react-redux';
import type { State } from '../requests/state.js';
import { useText } from '../requests/use-text.js';
import { AccountNotices } from './account-notices.js';
import { LanguageChoice } from './language-choice.js';
import { QuickFind } from './quick-find.js';
import { SessionNotice } from './session-notice.js';
import { themePreferences } from '../theme/theme-preference.js';
import { chooseTheme, useTheme } from '../theme/use-theme.js';

/** The bar above every page (menu button, quick find, the login's menu), and the notices below it. */
export default function TopBar({
  toggleSidebar,
}: {
  toggleSidebar: () => void;
}): React.JSX.Element {
  const text = useText();
  return (
    <>
      <header className="top-bar" data-css="topbar">
        <button
          type="button"
          className="icon-button top-bar-menu"
          aria-label={text('TopBar.menu')}
          onClick={toggleSidebar}
        >
          <Icon icon="Menu" size={22} />
        </button>
        <QuickFind />
        <span className="top-bar-space" />
        <UserMenu />
      </header>
      <SessionNotice />
      <AccountNotices />
    </>
  );
}

function UserMenu(): React.JSX.Element {
  const text = useText();
  const session = useSelector((state: State) => state.session);
  const paths = useSelector((state: State) => state.paths);
  const menu = useClosingMenu();
  const name = session?.username ?? '';
  return (
    <details className="user-menu" ref={menu}>
      <summary data-testid="user-menu">
        <span className="user-initial" aria-hidden="true">
          {name.slice(0, 1).toUpperCase()}
        </span>
        <span className="user-name">{name}</span>
        {session?.title !== undefined && (
          <span className="badge tone-neutral">{session.title}</span>
        )}
      </summary>
      <div className="user-menu-body">
        <ThemeChoice />
        <LanguageChoice />
        <a href={`${paths.rootPath}/account`}>{text('TopBar.account')}</a>
        <form method="post" action={paths.logoutPath}>
          <button type="submit" data-testid="sign-out">
            {text('TopBar.signOut')}
          </button>
        </form>
      </div>
    </details>
  );
}

function ThemeChoice(): React.JSX.Element {
  const text = useText();
  const { preference } = useTheme();
  return (
    <fieldset className="theme-choice">
      <legend>{text('TopBar.theme')}</legend>
      {themePreferences.map((option) => (
        <label key={option}>
          <input
            type="radio"
            name="theme"
            value={option}
            checked={option === preference}
            onChange={() => chooseTheme(option)}
          />
          <span>{text(`TopBar.themes.${option}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Closes a menu by Escape and by a click elsewhere. */
function useClosingMenu(): React.RefObject<HTMLDetailsElement> {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const element = menu.current;
      if (!element?.open) return;
      const escaped = event instanceof KeyboardEvent && event.key === 'Escape';
      if (event instanceof KeyboardEvent && !escaped) return;
      if (!escaped && event.target instanceof Node && element.contains(event.target)) return;
      element.open = false;
      if (escaped) element.querySelector('summary')?.focus();
    };
    document.addEventListener('click', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('click', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  return menu;
}
