import React from 'react';
import { useSelector } from 'react-redux';
import { Link } from 'react-router-dom';
import type { State } from './state.js';

/** Our mark above the menu. */
export function SidebarBranding(): React.JSX.Element {
  const name = useSelector((state: State) => state.branding.companyName);
  const root = useSelector((state: State) => state.paths.rootPath);
  return (
    <Link className="brand" to={root} data-css="sidebar-logo">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="var(--brand)" />
        <path
          d="M17 4c1 5-6 8-6 14a6 6 0 0 0 12 0c0-3-2-5-2-7-1 1-2 2-2 4-2-2-3-6-2-11z"
          fill="var(--surface)"
        />
      </svg>
      <span>{name}</span>
    </Link>
  );
}

/** In the places where AdminJS puts its own marks. */
export function Nothing(): null {
  return null;
}
