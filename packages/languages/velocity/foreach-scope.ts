import { mapMethods } from "./java/collections";
import { printValue } from "./print-value";
import type { Position } from "./rendering";
import { locate } from "./scanner";
import type { JavaMap, JavaObject, MethodTable, Value } from "./values";

/**
 * The object `$foreach`: org.apache.velocity.runtime.directive.ForeachScope, a map of what the template puts into it, with
 * getters that tell where the loop is. *Recorded* from Velocity 1.7
 *
 * @see https://velocity.apache.org/engine/1.7/user-guide.html
 */
export class ForeachScope implements JavaObject {
  readonly methods = scopeMethods;
  readonly members: JavaMap = new Map();
  index = 0;

  constructor(
    /** How many turns the loop has. */
    readonly count: number,
    /** What `$foreach` was before the loop. */
    readonly before: Value,
    readonly position: Position,
  ) {}

  text = (): string | null => printValue(this.members);

  get parent(): ForeachScope | null {
    return this.before instanceof ForeachScope ? this.before : null;
  }

  get topmost(): ForeachScope {
    return this.parent?.topmost ?? this;
  }

  /** What `$foreach` was before the outermost loop. */
  get replaced(): Value {
    return this.before instanceof ForeachScope ? this.before.replaced : this.before;
  }

  get depth(): number {
    return 1 + (this.parent?.depth ?? 0);
  }

  get hasNext(): boolean {
    return this.index < this.count - 1;
  }
}

const ofMembers: MethodTable = Object.fromEntries(
  Object.entries(mapMethods).map(([signature, apply]) => [
    signature,
    ({ members }: ForeachScope, ...values: never[]) => apply(...([members, ...values] as never[])),
  ]),
);

const scopeMethods: MethodTable = {
  ...ofMembers,
  "getIndex()": ({ index }: ForeachScope) => index,
  "getCount()": ({ index }: ForeachScope) => index + 1,
  "hasNext()": ({ hasNext }: ForeachScope) => hasNext,
  "getHasNext()": ({ hasNext }: ForeachScope) => hasNext,
  "isFirst()": ({ index }: ForeachScope) => index === 0,
  "getFirst()": ({ index }: ForeachScope) => index === 0,
  "isLast()": ({ hasNext }: ForeachScope) => !hasNext,
  "getLast()": ({ hasNext }: ForeachScope) => !hasNext,
  "getParent()": ({ parent }: ForeachScope) => parent,
  "getTopmost()": ({ topmost }: ForeachScope) => topmost,
  "getReplaced()": ({ replaced }: ForeachScope) => replaced,
  "getInfo()": (scope: ForeachScope) => new ScopeInfo(scope),
  "equals(Object)": (scope: ForeachScope, other: Value) => scope === other,
  "toString()": ({ text }: ForeachScope) => text(),
};

/** org.apache.velocity.runtime.directive.Scope.Info: where the loop stands in the template. */
class ScopeInfo implements JavaObject {
  readonly methods = infoMethods;

  constructor(readonly scope: ForeachScope) {}
}

const infoMethods: MethodTable = {
  "getName()": () => "foreach",
  "getType()": () => "block",
  "getDepth()": ({ scope }: ScopeInfo) => scope.depth,
  "getLine()": ({ scope: { position } }: ScopeInfo) => locate(position.text, position.at).line,
  "getColumn()": ({ scope: { position } }: ScopeInfo) => locate(position.text, position.at).column,
};
