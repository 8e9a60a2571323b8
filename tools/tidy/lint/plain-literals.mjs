/** A literal spread into a literal says nothing but how many lines the formatter was to make of it. */
const message = 'Write the members out.';

export const plainLiterals = [
  { selector: 'ObjectExpression > SpreadElement > ObjectExpression.argument', message },
  { selector: 'ArrayExpression > SpreadElement > ArrayExpression.argument', message },
];
