import React from 'react';
import { Icon } from '@adminjs/design-system';
import { useTranslation, ViewHelpers, type ResourceJSON } from 'adminjs';
import { useSelector } from 'react-redux';
import { NavLink } from 'react-router-dom';
import type { State } from '../requests/state.js';
import { useText } from '../requests/use-text.js';

/** The menu of the role's lists, under the names of their groups. */
export function SidebarMenu({ resources }: { resources: ResourceJSON[] }): React.JSX.Element {
  const { translateLabel } = useTranslation();
  const text = useText();
  const root = useSelector((state: State) => state.paths.rootPath);
  return (
    <nav className="menu" aria-label={text('Sidebar.menu')}>
      <ul>
        <MenuLink to={root} icon="Home" end>
          {text('Dashboard.title')}
        </MenuLink>
      </ul>
      {groups(resources).map(([name, members]) => (
        <section key={name}>
          {name !== '' && <h2>{translateLabel(name)}</h2>}
          <ul>
            {members.map(({ id, name: resource, href, navigation }) => (
              <MenuLink key={id} to={href ?? root} icon={navigation?.icon}>
                {translateLabel(resource, id)}
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

function groups(resources: ResourceJSON[]): [string, ResourceJSON[]][] {
  const byName = new Map<string, ResourceJSON[]>();
  for (const resource of resources) {
    if (!resource.href || resource.navigation?.show === false) continue;
    const name = resource.navigation?.name ?? '';
    byName.set(name, [...(byName.get(name) ?? []), resource]);
  }
  return [...byName];
}
