/** Inputs that the user has changed, as long as the page shows them. */
const changed = new Set<Element>();

/** Begins to note each input that changes. */
export function watchTyping(): void {
  const note = ({ target }: Event) => {
    forgetGone();
    // Theme, language and the menu's filter are no work that could be lost, and stand on every page.
    const isOfFrame = target instanceof Element && target.closest('.user-menu, .menu-filter');
    if (target instanceof Element && !isOfFrame) changed.add(target);
  };
  document.addEventListener('input', note, true);
  document.addEventListener('change', note, true);
}

/** Returns true while the page holds something typed or chosen, or would ask before it is left. */
export function holdsWork(): boolean {
  forgetGone();
  return changed.size > 0 || wouldAsk();
}

function forgetGone(): void {
  for (const element of changed) if (!element.isConnected) changed.delete(element);
}

/** Dispatches the event with which a browser asks its listeners before it leaves a page. */
function wouldAsk(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}
