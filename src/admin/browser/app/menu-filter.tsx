import React, { useEffect, useRef, useState, type RefObject } from 'react';
import { useLocation } from 'react-router-dom';
import { useText } from '../requests/use-text.js';

/** The filter of a long menu. Its keyboard is that of a list: arrows, Enter, Escape. */

/** Number of tables from which on a menu has a filter. */
const LONG = 20;

export interface MenuFilterState<Entry> {
  /** Entries of the menu that match what is typed. */
  found: Entry[];
  isLong: boolean;
  typed: string;
  setTyped: (text: string) => void;
  /** Keys pressed in the field and on the links that it found. */
  press: (event: React.KeyboardEvent<HTMLElement>) => void;
  menu: RefObject<HTMLElement>;
}

/** Keeps what is typed into the filter, and the entries that have every word of it. */
export function useMenuFilter<Entry extends { id: string; label: string }>(
  entries: readonly Entry[],
): MenuFilterState<Entry> {
  const menu = useRef<HTMLElement>(null);
  const [typed, setTyped] = useState('');
  const isLong = entries.length >= LONG;
  const words = isLong ? plain(typed).split(/\s+/).filter(Boolean) : [];
  const found = entries.filter(({ id, label }) => {
    const names = plain(`${label} ${id}`);
    return words.every((word) => names.includes(word));
  });
  useShownPlace(menu, isLong, typed === '');
  const press = (event: React.KeyboardEvent<HTMLElement>) => {
    if (!isLong || !menu.current) return;
    const isDone = moveFocus(menu.current, event.key, typed !== '');
    if (event.key === 'Escape' && typed !== '') {
      setTyped('');
      fieldOf(menu.current)?.focus();
    } else if (!isDone) return;
    event.preventDefault();
  };
  return { found, isLong, typed, setTyped, press, menu };
}

/** The field above the menu, and how many tables it has found. */
export function MenuFilter(props: {
  filter: MenuFilterState<unknown>;
  total: number;
}): React.JSX.Element {
  const { found, typed, setTyped } = props.filter;
  const text = useText();
  return (
    <div className="menu-filter">
      <input
        type="search"
        aria-label={text('Sidebar.find')}
        placeholder={text('Sidebar.find')}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={typed}
        data-testid="menu-filter"
        onChange={({ target }) => setTyped(target.value)}
      />
      <p role="status">
        {typed.trim() !== '' &&
          (found.length === 0
            ? text('Sidebar.nothing')
            : text('Sidebar.found', { found: found.length, total: props.total }))}
      </p>
      {found.length === 0 && (
        <button type="button" className="button" onClick={() => setTyped('')}>
          {text('Sidebar.all')}
        </button>
      )}
    </div>
  );
}

/** Folds case and accents: `ÁRBOL` is found by `arbol`. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

const fieldOf = (menu: HTMLElement) => menu.querySelector<HTMLElement>('input');

/** Moves between the field and the links, or opens the first; returns false for any other key. */
function moveFocus(menu: HTMLElement, key: string, isFiltered: boolean): boolean {
  const links = [...menu.querySelectorAll<HTMLElement>('section a')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const isInField = document.activeElement === fieldOf(menu);
  if (key === 'ArrowDown') links[at + 1]?.focus();
  else if (key === 'ArrowUp') (links[at - 1] ?? fieldOf(menu))?.focus();
  else if (key === 'Enter' && isInField && isFiltered) links[0]?.click();
  else return false;
  return true;
}

/** Scrolls a long menu to the open table: after a load, a search or a link of another page. */
function useShownPlace(menu: RefObject<HTMLElement>, isLong: boolean, isWhole: boolean): void {
  const { pathname } = useLocation();
  useEffect(() => {
    const link = isLong && isWhole ? menu.current?.querySelector('a.active') : undefined;
    const box = link?.closest('[data-css="sidebar"]');
    if (!link || !box) return;
    const [inner, outer] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
    const above = fieldOf(box as HTMLElement)?.getBoundingClientRect().bottom ?? outer.top;
    if (inner.top >= above && inner.bottom <= outer.bottom) return;
    box.scrollTop += inner.top - outer.top - outer.height / 2;
  }, [pathname, isLong, isWhole]);
}
