import React from 'react';
import { Link } from 'react-router-dom';
import { StepUpFields } from '../inputs/step-up-fields.js';
import { useText } from '../requests/use-text.js';

/** The frame of an action's form: its title, what it holds, its button, and the way back. */
export function ActionForm(props: {
  title: React.ReactNode;
  /** The button that sends the form. */
  button: React.JSX.Element;
  /** Address that the way back leads to. */
  home: string;
  onSubmit: () => void;
  children: React.ReactNode;
}): React.JSX.Element {
  const { title, button, home, onSubmit, children } = props;
  const text = useText();
  return (
    <form
      className="confirm"
      aria-labelledby="confirm-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <h1 id="confirm-title">{title}</h1>
      {children}
      <StepUpFields />
      <div className="form-buttons">
        {button}
        <Link className="button" to={home}>
          {text('ConfirmAction.back')}
        </Link>
      </div>
    </form>
  );
}
