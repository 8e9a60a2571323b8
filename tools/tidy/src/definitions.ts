import ts from 'typescript';

/** Where events live, as `defineEvents` is told; undefined for what a function of a library is given. */
export type KindNodes = Readonly<
  Record<'stream' | 'context' | 'aggregate' | 'id', ts.Expression | undefined>
>;

/** One event type as it is defined: `LotClosed: event<{ … }>()`, with `.version(2, …)` behind where it has changed. */
export interface EventDefinition {
  readonly kind: KindNodes;
  readonly type: string;
  readonly version: number;
  readonly data: ts.TypeNode;
  readonly property: ts.PropertyAssignment;
}

/** Every event type that a source defines itself; what it takes over from elsewhere is defined there. */
export function definitionsIn(source: ts.SourceFile): EventDefinition[] {
  return callsOf(source, 'defineEvents').flatMap((call) => {
    const [kind, shapes] = call.arguments;
    if (!kind || !shapes || !ts.isObjectLiteralExpression(kind) || !ts.isObjectLiteralExpression(shapes))
      throw new Error(`${source.fileName}: defineEvents takes a kind and shapes, written out`);
    return shapes.properties
      .filter(ts.isPropertyAssignment)
      .map((property) => definitionOf(property, kindNodes(kind)));
  });
}

/** The calls of a function of this name, in the order of the source. */
export function callsOf(source: ts.SourceFile, name: string): ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === name) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function kindNodes(kind: ts.ObjectLiteralExpression): KindNodes {
  const valueOf = (name: string): ts.Expression | undefined => {
    const property = kind.properties.find((one) => one.name?.getText() === name);
    if (property && ts.isPropertyAssignment(property)) return property.initializer;
    return property && ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
  };
  return {
    stream: valueOf('stream'),
    context: valueOf('context'),
    aggregate: valueOf('aggregate'),
    id: valueOf('id'),
  };
}

function definitionOf(property: ts.PropertyAssignment, kind: KindNodes): EventDefinition {
  const type = property.name.getText();
  const { shape, version } = shapeOf(property.initializer);
  const data = shape?.typeArguments?.[0];
  if (data === undefined) throw new Error(`${type}: an event is event<its data>(), with .version(…) behind`);
  return { kind, type, version, data, property };
}

/** The call of `event<…>()` and the version that it stands for. */
function shapeOf(node: ts.Expression): { shape: ts.CallExpression | undefined; version: number } {
  if (!ts.isCallExpression(node)) return { shape: undefined, version: 1 };
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression) || !ts.isCallExpression(expression.expression))
    return { shape: node, version: 1 };
  return { shape: expression.expression, version: Number(node.arguments[0]?.getText()) };
}
