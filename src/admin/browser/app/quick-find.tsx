import React, { useEffect, useId, useRef, useState } from 'react';
import { Icon } from '@adminjs/design-system';
import { useNavigate } from 'react-router-dom';
import type { FoundRow } from '../../contract/search.js';
import { useText } from '../requests/use-text.js';
import { SessionNotice } from './session-notice.js';
import { useFound, usePlaces } from './use-quick-find.js';

/** One search box for rows, pages and actions: `/` or Ctrl-K opens it, the keyboard is enough. */
export function QuickFind(): React.JSX.Element {
  const text = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    setOpen(true);
    if (dialog.current?.open === false) dialog.current.showModal();
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isPalette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isFromField(event);
      if (!isPalette && !isSlash) return;
      event.preventDefault();
      open();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <button type="button" className="button quick-find-button" onClick={open}>
        <Icon icon="Search" size={16} />
        <span>{text('QuickFind.open')}</span>
        <kbd aria-hidden="true">/</kbd>
      </button>
      <dialog
        ref={dialog}
        className="quick-find"
        aria-label={text('QuickFind.title')}
        onClose={() => setOpen(false)}
      >
        {isOpen && <Finder close={() => dialog.current?.close()} />}
      </dialog>
    </>
  );
}

function isFromField({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null; // prettier-ignore
}

function Finder({ close }: { close: () => void }): React.JSX.Element {
  const text = useText();
  const navigate = useNavigate();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [index, setIndex] = useState(0);
  const { found, loading } = useFound(typed);
  const places = [...found, ...usePlaces(typed)];
  useEffect(() => setIndex(0), [typed, found.length]);
  const go = (place: FoundRow | undefined) => {
    if (!place) return;
    close();
    navigate(place.href);
  };
  const press = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && places.length > 0) {
      event.preventDefault();
      setIndex((index + step + places.length) % places.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(places[index]);
    }
  };
  return (
    <>
      {/* The notice above the page is out of reach while the box is open. */}
      <SessionNotice />
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={places.length > 0 ? `${id}-${index}` : undefined}
        aria-label={text('QuickFind.title')}
        placeholder={text('QuickFind.placeholder')}
        autoFocus
        autoComplete="off"
        maxLength={100}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={press}
      />
      <ul id={id} role="listbox" aria-label={text('QuickFind.title')} aria-busy={loading}>
        {places.map(({ href, title, detail, kind }, at) => (
          <li
            key={`${href} ${title}`}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === index}
            onClick={() => go(places[at])}
          >
            <span>{title}</span> {detail !== title && <small>{detail}</small>}
            <small className="quick-find-kind">{kind}</small>
          </li>
        ))}
      </ul>
      {places.length === 0 && !loading && <p role="status">{text('QuickFind.nothing')}</p>}
    </>
  );
}
