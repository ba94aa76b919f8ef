/** Inputs that somebody changed, as long as the page shows them. */
const changed = new Set<Element>();

export function watchTyping(): void {
  const note = ({ target }: Event) => {
    forgetGone();
    // Theme and language are no work, and stand on every page.
    if (target instanceof Element && !target.closest('.user-menu')) changed.add(target);
  };
  document.addEventListener('input', note, true);
  document.addEventListener('change', note, true);
}

/** True while the page holds what somebody typed or chose, or would ask before it is left. */
export function holdsWork(): boolean {
  forgetGone();
  return changed.size > 0 || wouldAsk();
}

function forgetGone(): void {
  for (const element of changed) if (!element.isConnected) changed.delete(element);
}

/** Asks the listeners that a browser asks before it leaves a page. */
function wouldAsk(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}
