import React, { useState } from 'react';
import { useSelector } from 'react-redux';
import { acknowledgeNotices, useAccountNotices } from '../requests/account-notices.js';
import type { State } from '../requests/state.js';
import { useText } from '../requests/use-text.js';

/** The newest notice of the login's security, above every page until its user acknowledges it. */
export function AccountNotices(): React.JSX.Element | null {
  const notices = useAccountNotices();
  const text = useText();
  const { rootPath } = useSelector((state: State) => state.paths);
  const [isFailed, setFailed] = useState(false);
  const [newest] = notices;
  if (!newest) return null;
  const acknowledge = () => {
    setFailed(false);
    acknowledgeNotices().catch(() => setFailed(true));
  };
  const more = notices.length - 1;
  return (
    <section
      className="account-notices alert-warn"
      aria-labelledby="account-notices"
      data-testid="account-notices"
    >
      <div>
        <h2 id="account-notices">{text('AccountNotices.title')}</h2>
        <p>
          <strong>{newest.said}</strong> {newest.details}
        </p>
        <p>{text('AccountNotices.wayOut')}</p>
        {isFailed && <p role="alert">{text('AccountNotices.failed')}</p>}
      </div>
      <div className="account-notices-choices">
        <button type="button" className="button" onClick={acknowledge}>
          {text('AccountNotices.acknowledge')}
        </button>
        <a className="button" href={`${rootPath}/account/password`}>
          {text('AccountNotices.changePassword')}
        </a>
        <a className="button" href={`${rootPath}/account`}>
          {more > 0 ? text('AccountNotices.more', { count: more }) : text('AccountNotices.account')}
        </a>
      </div>
    </section>
  );
}
