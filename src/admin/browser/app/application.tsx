import React, { useEffect, type ComponentType } from 'react';
import { useTranslation } from 'adminjs';
import { useSelector } from 'react-redux';
import { useLocation } from 'react-router-dom';
import { ThemeProvider } from '../requests/globals.js';
import { pageSession } from '../requests/page-session.js';
import type { State } from '../requests/state.js';
import { useText } from '../requests/use-text.js';
import { useTheme } from '../theme/use-theme.js';

/** The frame of every page: our theme, a link past the menu, and the document's title. */
export default function Application({
  OriginalComponent,
}: {
  OriginalComponent: ComponentType;
}): React.JSX.Element {
  const { theme } = useTheme();
  const text = useText();
  useDocumentTitle();
  useContent();
  return (
    <ThemeProvider theme={() => theme}>
      <a className="skip-link" href="#content" onClick={focusContent}>
        {text('Application.skip')}
      </a>
      <OriginalComponent />
    </ThemeProvider>
  );
}

const contentElement = () => document.querySelector<HTMLElement>('[data-css="app-content"]');

function focusContent(event: React.MouseEvent): void {
  event.preventDefault();
  contentElement()?.focus();
}

/** Starts each page at the top of the element that AdminJS scrolls, and makes it the main one. */
function useContent(): void {
  const { pathname } = useLocation();
  useEffect(() => {
    const content = contentElement();
    content?.setAttribute('role', 'main');
    content?.setAttribute('tabindex', '-1');
    content?.setAttribute('data-path', pathname);
    if (content) content.scrollTop = 0;
    pageSession.dismiss();
  }, [pathname]);
}

/** Sets the document's title, the page's name first: tabs and screen readers show its beginning. */
function useDocumentTitle(): void {
  const { pathname } = useLocation();
  const resources = useSelector((state: State) => state.resources);
  const company = useSelector((state: State) => state.branding.companyName);
  const { translateLabel, translateAction, translatePage } = useTranslation();
  const text = useText();
  useEffect(() => {
    const [, resourceId, , second, third] =
      /\/resources\/([^/]+)(\/(?:actions|bulk|records)\/([^/]+)(?:\/([^/]+))?)?/.exec(pathname) ??
      [];
    const page = /\/pages\/([^/]+)/.exec(pathname)?.[1];
    const parts = [company];
    if (page !== undefined) parts.unshift(translatePage(page));
    else if (resourceId !== undefined) {
      const resource = resources.find(({ id }) => id === decodeURIComponent(resourceId));
      parts.unshift(translateLabel(resource?.name ?? resourceId, resource?.id));
      const action = third ?? (pathname.includes('/records/') ? 'show' : second);
      if (action !== undefined && action !== 'list') {
        parts.unshift(translateAction(action, resource?.id));
      }
    } else parts.unshift(text('Dashboard.title'));
    document.title = parts.join(' · ');
  }, [pathname, resources, company]);
}
