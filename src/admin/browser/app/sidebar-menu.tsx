import React from 'react';
import { Icon } from '@adminjs/design-system';
import { useTranslation, ViewHelpers, type ResourceJSON } from 'adminjs';
import { useSelector } from 'react-redux';
import { NavLink } from 'react-router-dom';
import type { State } from '../requests/state.js';
import { useText } from '../requests/use-text.js';
import { MenuFilter, useMenuFilter } from './menu-filter.js';

/** A table of the menu. */
interface Entry extends Pick<ResourceJSON, 'id' | 'navigation'> {
  href: string;
  label: string;
}

/** The menu of the role's lists, under the names of their groups. */
export function SidebarMenu({ resources }: { resources: ResourceJSON[] }): React.JSX.Element {
  const { translateLabel } = useTranslation();
  const text = useText();
  const root = useSelector((state: State) => state.paths.rootPath);
  const entries = resources.flatMap(({ id, href, navigation }): Entry[] =>
    href ? [{ id, href, navigation, label: translateLabel(id, id) }] : [],
  );
  const filter = useMenuFilter(entries);
  return (
    <nav
      className="menu"
      aria-label={text('Sidebar.menu')}
      ref={filter.menu}
      onKeyDown={filter.press}
    >
      {filter.isLong && <MenuFilter filter={filter} total={entries.length} />}
      {filter.typed === '' && (
        <ul>
          <MenuLink to={root} icon="Home" end>
            {text('Dashboard.title')}
          </MenuLink>
        </ul>
      )}
      {groups(filter.found).map(([name, members]) => (
        <section key={name}>
          {name !== '' && <h2>{translateLabel(name)}</h2>}
          <ul>
            {members.map(({ id, href, label, navigation }) => (
              <MenuLink key={id} to={href} icon={navigation?.icon}>
                {label}
              </MenuLink>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** The menu of pages that belong to no table. */
export function SidebarPages({
  pages,
}: {
  pages?: { name: string; icon?: string }[];
}): React.JSX.Element | null {
  const { translatePage, translateLabel } = useTranslation();
  if (!pages?.length) return null;
  return (
    <nav className="menu" aria-label={translateLabel('pages')}>
      <h2>{translateLabel('pages')}</h2>
      <ul>
        {pages.map(({ name, icon }) => (
          <MenuLink key={name} to={new ViewHelpers().pageUrl(name)} icon={icon}>
            {translatePage(name)}
          </MenuLink>
        ))}
      </ul>
    </nav>
  );
}

function MenuLink(props: {
  to: string;
  icon?: string | undefined;
  end?: boolean;
  children: React.ReactNode;
}): React.JSX.Element {
  return (
    <li>
      <NavLink to={props.to} end={props.end ?? false}>
        <Icon icon={props.icon ?? 'List'} size={16} />
        {props.children}
      </NavLink>
    </li>
  );
}

function groups(entries: readonly Entry[]): [string, Entry[]][] {
  const byName = new Map<string, Entry[]>();
  for (const entry of entries) {
    const name = entry.navigation?.name ?? '';
    const members = byName.get(name);
    if (members) members.push(entry);
    else byName.set(name, [entry]);
  }
  return [...byName];
}
