import React from 'react';
import { useTranslation } from 'adminjs';
import { Link } from 'react-router-dom';
import type { AccessAnswer, AccessData, AccessStep } from '../../contract/access.js';
import { usePage } from '../requests/use-page.js';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';
import { Mark } from './mark.js';
import { AccessOverview } from './overview.js';
import { Question } from './question.js';

const ACCESS_PAGE = 'access';

/** The page that says why a login may do something, or not. */
export default function Access(): React.JSX.Element {
  const { translatePage } = useTranslation();
  const text = useText();
  const { data, failure, loading } = usePage<AccessData>(ACCESS_PAGE);
  const problem = failure ?? data?.problem;
  return (
    <div className="page access" data-testid="access" aria-busy={loading}>
      <header className="page-head">
        <div className="page-head-row">
          <h1>{translatePage(ACCESS_PAGE)}</h1>
        </div>
        <p className="page-lead">{text('Access.lead')}</p>
      </header>
      {data?.question && <Question key={JSON.stringify(data.question)} data={data} />}
      <div aria-live="polite">
        <Problem text={problem} />
        {data === undefined && failure === undefined && <p>{text('Access.loading')}</p>}
        {data?.answer && <Answer answer={data.answer} />}
      </div>
      {data?.answer && <AccessOverview answer={data.answer} />}
    </div>
  );
}

function Answer({ answer }: { answer: AccessAnswer }): React.JSX.Element {
  const text = useText();
  const { isAllowed, sentence, steps } = answer;
  const decisive = isAllowed ? undefined : steps.at(-1);
  return (
    <section className="card" data-testid="access-answer">
      <h2 className={`access-verdict ${isAllowed ? 'is-open' : 'is-closed'}`}>
        <Mark isOpen={isAllowed} /> {sentence}
      </h2>
      {decisive && (
        <p className="access-because" data-testid="access-because">
          {decisive.text}
        </p>
      )}
      <ol className="access-steps" aria-label={text('Access.rules')}>
        {steps.map((step) => (
          <Step key={step.name} step={step} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step }: { step: AccessStep }): React.JSX.Element {
  const text = useText();
  const { name, title, isOpen, text: reason, file, key, change, href } = step;
  return (
    <li className={isOpen ? 'is-open' : 'is-closed'} data-testid={`rule-${name}`}>
      <Mark isOpen={isOpen} />
      <div>
        <h3>{title}</h3>
        <p className="access-reason">{reason}</p>
        {file !== undefined && (
          <p className="access-where">
            {text('Access.where')}{' '}
            <code className="value-code">
              {file.split('/').map((part, index) => (
                <React.Fragment key={part}>
                  {index > 0 && '/'}
                  {index > 0 && <wbr />}
                  {part}
                </React.Fragment>
              ))}
            </code>
            {key !== undefined && <code className="value-code">{key}</code>}
          </p>
        )}
        {change !== undefined && !isOpen && (
          <p className="access-change">
            <strong>{text('Access.change')}:</strong> {change}
            {href !== undefined && (
              <>
                {' '}
                <Link className="value-link" to={href}>
                  {text('Access.page')}
                </Link>
              </>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
