import React, { useEffect } from 'react';
import { useTranslation, type NoticeMessage } from 'adminjs';
import { useDispatch, useSelector } from 'react-redux';
import { useText } from '../requests/use-text.js';

type Notice = NoticeMessage & { id: string };

const SHOWN_FOR_MS = 6000;

/** Notices in a corner. Errors stay until the user closes them; others go by themselves. */
export function NoticeBox(): React.JSX.Element {
  const notices = useSelector((state: { notices: Notice[] }) => state.notices);
  return (
    <div className="notices" data-testid="notices" role="status" aria-live="polite">
      {notices.map((notice) => (
        <NoticeElement key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeElement({ notice }: { notice: Notice }): React.JSX.Element {
  const dispatch = useDispatch();
  const { translateMessage } = useTranslation();
  const text = useText();
  const drop = () => dispatch({ type: 'DROP_NOTICE', data: { noticeId: notice.id } });
  useEffect(() => {
    if (notice.type === 'error') return undefined;
    const timer = setTimeout(drop, SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [notice.id]);
  return (
    <div className={`notice notice-${notice.type ?? 'info'}`}>
      <p>{translateMessage(notice.message, notice.resourceId, notice.options)}</p>
      <button
        type="button"
        className="icon-button"
        aria-label={text('Notice.close')}
        onClick={drop}
      >
        ×
      </button>
    </div>
  );
}
