import React, { useEffect, useRef, useState } from 'react';

/** A button that opens a small panel below it; Escape and a click elsewhere close it. */
export function Disclosure(props: {
  label: string;
  testId: string;
  children: (close: () => void) => React.ReactNode;
}): React.JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!isOpen) return undefined;
    const leave = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [isOpen]);
  return (
    <div
      ref={root}
      className="disclosure"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen) close();
      }}
    >
      <button
        ref={button}
        type="button"
        className="button"
        aria-expanded={isOpen}
        data-testid={`${props.testId}-button`}
        onClick={() => setOpen(!isOpen)}
      >
        {props.label}
      </button>
      {isOpen && (
        <div className="disclosure-body" data-testid={props.testId}>
          {props.children(close)}
        </div>
      )}
    </div>
  );
}
