/**
 * Refuses sentences outside the catalogues (src/messages). Users read messages, which have a key and
 * a text in each language; a literal sentence would have English alone.
 *
 * Three lower-case words in a row make a sentence. These literals may hold one: log lines, errors of
 * defects (`new Error`), SQL, and titles (`label` of a table or column, which has no key).
 */
const SENTENCE = /(?<![\p{L}_'’-])\p{Ll}{2,}(?: \p{Ll}[\p{Ll}’]*){2,}(?![\p{L}_(])/u;
/** Names of commands, which no language translates. */
const COMMAND = /^npm run\b/;
const SQL = /\b(?:SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|CREATE|ALTER|DROP|PRAGMA|ORDER BY|JOIN)\b/;

const DEFECTS = new Set(['Error', 'TypeError', 'RangeError']);
const TITLES = new Set(['label', 'singular']);
const LOG_METHODS = new Set(['debug', 'info', 'warn', 'error', 'fatal']);

/** Returns true for `log.warn(…)`, `context.log.warn(…)` and `logger.warn(…)`. */
function isLogCall({ type, callee }) {
  if (type !== 'CallExpression' || callee.type !== 'MemberExpression') return false;
  const { object, property } = callee;
  const owner = object.type === 'MemberExpression' ? object.property : object;
  return LOG_METHODS.has(property.name) && /^(?:log|logger)$/.test(owner.name ?? '');
}

/** Returns true for `new Error(…)`, and for `super(…)` of its kin: refusals take messages by type. */
function isDefect({ type, callee }) {
  return (
    (type === 'NewExpression' && DEFECTS.has(callee.name)) ||
    (type === 'CallExpression' && callee.type === 'Super')
  );
}

function mayHoldSentences(node) {
  for (let at = node.parent; at; at = at.parent) {
    if (isLogCall(at) || isDefect(at)) return true;
    if (at.type === 'TaggedTemplateExpression' && at.tag.name === 'sql') return true;
    if (at.type === 'Property' && TITLES.has(at.key.name)) return true;
    if (at.type === 'TSLiteralType' || at.type === 'ImportDeclaration') return true;
    if (/Function|Statement|Class/.test(at.type)) return false;
  }
  return false;
}

/** @type {import('eslint').Rule.RuleModule} */
export const noSentences = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      sentence: '“{{text}}” is a sentence: give it a key in src/messages, or log it',
    },
  },
  create(context) {
    const check = (node, text) => {
      const found = SENTENCE.exec(text);
      if (found === null || SQL.test(text) || COMMAND.test(text) || mayHoldSentences(node)) return;
      context.report({ node, messageId: 'sentence', data: { text: found[0] } });
    };
    return {
      Literal: (node) => typeof node.value === 'string' && check(node, node.value),
      TemplateLiteral: (node) =>
        check(node, node.quasis.map(({ value }) => value.cooked ?? value.raw).join('0')),
    };
  },
};
