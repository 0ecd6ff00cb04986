/** What the dialogs of Node-RED show comes from files, CRMs and people: it goes in as text, never as HTML. */
const FILES = ['node-red/**/editor*.ts', 'node-red/editor/**/*.ts'];
const asText = 'Set it with .text(), .val(), .attr() or fillSelect.';
const fixed = `An element is made of a fixed text. ${asText}`;
const called = (names) => `CallExpression[callee.property.name=/^(${names})$/]`;
/** Put together while it runs; a text that is written out in the code is nobody's. */
const MADE = ':matches(TemplateLiteral[expressions.length>0], BinaryExpression)';

const FORBIDDEN = [
  [called('notify'), 'RED.notify takes HTML: use notifyText of editor/notify.'],
  ['MemberExpression[property.name=/^(innerHTML|outerHTML|srcdoc)$/]', asText],
  [called('html|insertAdjacentHTML|parseHTML|wrap|wrapInner|wrapAll|replaceWith'), asText],
  ['MemberExpression[object.name="document"][property.name=/^write/]', asText],
  ['MemberExpression[object.name="RED"][property.name=/^(popover|sidebar)$/]', asText],
  ['CallExpression[callee.name="$"] > TemplateLiteral[expressions.length>0][quasis.0.value.raw=/</]', fixed],
  ['CallExpression[callee.name="$"] > BinaryExpression', fixed],
  [
    `${called('append|prepend|before|after|appendTo|prependTo')} > ${MADE}`,
    `jQuery reads a text that begins with < as HTML. ${asText}`,
  ],
];

export const editorTexts = [
  {
    files: FILES,
    ignores: ['node-red/editor/notify.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...FORBIDDEN.map(([selector, message]) => ({ selector, message }))],
    },
  },
];
