import { useCallback, useEffect, useRef } from 'react';
import { useText } from '../requests/use-text.js';

/**
 * The Navigation API, the one way to stop a step back, where a browser has it:
 * https://developer.mozilla.org/en-US/docs/Web/API/Navigation_API
 */
interface NavigationApi {
  addEventListener(type: 'navigate', listener: (event: NavigateEvent) => void): void;
  removeEventListener(type: 'navigate', listener: (event: NavigateEvent) => void): void;
}
interface NavigateEvent extends Event {
  navigationType: 'push' | 'replace' | 'reload' | 'traverse';
}

/**
 * Asks before the user leaves a page with something typed into it: by a link, a step back, or closing.
 * @returns a function that asks, then runs the given step that leaves the page
 */
export function useLeaveWarning(isTyped: boolean): (leave: () => void) => void {
  const text = useText();
  const question = text('Form.leave');
  const isMeant = useRef(false);
  useEffect(() => {
    if (!isTyped) return undefined;
    isMeant.current = false;
    const mayLeave = () => isMeant.current || window.confirm(question);
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!isMeant.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
      const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || link?.target;
      if (!link || isElsewhere || link.origin !== location.origin || isHere(link)) return;
      if (mayLeave()) {
        isMeant.current = true;
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    };
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType !== 'traverse' || !event.cancelable) return;
      if (mayLeave()) isMeant.current = true;
      else event.preventDefault();
    };
    const { navigation } = window as unknown as { navigation?: NavigationApi };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    navigation?.addEventListener('navigate', onNavigate);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
      navigation?.removeEventListener('navigate', onNavigate);
    };
  }, [isTyped, question]);
  return useCallback(
    (leave) => {
      if (isTyped && !window.confirm(question)) return;
      isMeant.current = true;
      leave();
    },
    [isTyped, question],
  );
}

/** Returns true for a link to a place on this page. */
function isHere({ pathname, search, hash }: HTMLAnchorElement): boolean {
  return hash !== '' && pathname === location.pathname && search === location.search;
}
