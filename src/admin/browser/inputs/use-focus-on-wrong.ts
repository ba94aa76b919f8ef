import { useEffect, useRef, type RefObject } from 'react';

/**
 * Moves the focus to the first field with an error.
 * @param answer changes with each answer of the server
 */
export function useFocusOnWrong<Element extends HTMLElement>(answer: unknown): RefObject<Element> {
  const element = useRef<Element>(null);
  useEffect(() => {
    element.current
      ?.querySelector<HTMLElement>('.field-wrong :is(input, select, textarea)')
      ?.focus();
  }, [answer]);
  return element;
}
