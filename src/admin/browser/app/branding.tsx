import React from 'react';
import { useSelector } from 'react-redux';
import { Link } from 'react-router-dom';
import type { State } from '../requests/state.js';

/** The mark above the menu. */
export function SidebarBranding(): React.JSX.Element {
  const name = useSelector((state: State) => state.branding.companyName);
  const root = useSelector((state: State) => state.paths.rootPath);
  return (
    <Link className="brand" to={root} data-css="sidebar-logo">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#0b5c52" />
        <path
          d="M16.6 4.5c.7 3.6 5.9 5.6 5.9 11.1a6.5 6.5 0 0 1-13 .2c0-2.6 1.3-4.3 2.6-5.7.3 1.7 1.1 2.7 2.2 3.1-.6-3.4.4-6.4 2.3-8.7z"
          fill="#f6b73c"
        />
        <path d="M8 25.5h16M8 28h10" stroke="#e8f5f2" strokeWidth="1.6" strokeLinecap="round" />
      </svg>
      <span>{name}</span>
    </Link>
  );
}

/** An empty component, in the places of AdminJS's own marks. */
export function Nothing(): null {
  return null;
}
