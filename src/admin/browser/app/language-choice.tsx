import React from 'react';
import { useSelector } from 'react-redux';
import { LANGUAGE_COOKIE, LANGUAGE_COOKIE_SECONDS, languages } from '../../../messages/language.js';
import type { State } from '../requests/state.js';
import { useText } from '../requests/use-text.js';

/** The choice of a language. The page reloads, because the server writes its texts. */
export function LanguageChoice(): React.JSX.Element {
  const text = useText();
  const chosen = useSelector((state: State) => state.locale.language);
  const root = useSelector((state: State) => state.paths.rootPath);
  return (
    <fieldset className="theme-choice">
      <legend>{text('TopBar.language')}</legend>
      {languages.map(({ code, name }) => (
        <label key={code} lang={code}>
          <input
            type="radio"
            name="language"
            value={code}
            checked={code === chosen}
            onChange={() => {
              document.cookie = `${LANGUAGE_COOKIE}=${code}; path=${root}; max-age=${LANGUAGE_COOKIE_SECONDS}; samesite=lax`;
              window.location.reload();
            }}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
