import type { Value } from "./values";

/** The variables that a template sees at some place. Null stands for no variable. */
export interface Scope {
  get(name: string): Value;
  set(name: string, value: Value): void;
}

/** The variables of a template. Those that it starts with are made when they are first asked for. */
export class TemplateScope implements Scope {
  readonly #variables = new Map<string, Value>();
  readonly #create: (name: string) => Value;

  /** `create` makes the variable of the name that the template starts with, or null. */
  constructor(create: (name: string) => Value) {
    this.#create = create;
  }

  get(name: string): Value {
    const known = this.#variables.get(name);
    if (known !== undefined) return known;
    const created = this.#create(name);
    this.#variables.set(name, created);
    return created;
  }

  set(name: string, value: Value): void {
    this.#variables.set(name, value);
  }

  /** The variables that were set or asked for. */
  entries(): Iterable<[string, Value]> {
    return this.#variables;
  }
}

/**
 * The variables inside a macro: an argument is evaluated anew where it is used, in the scope of the call; what is set is
 * the macro's own if it is a parameter, else the template's. *Recorded* from Velocity 1.7
 */
export class MacroScope implements Scope {
  readonly #locals = new Map<string, Value>();

  constructor(
    readonly outer: Scope,
    readonly parameters: ReadonlyMap<string, () => Value>,
  ) {}

  get(name: string): Value {
    const local = this.#locals.get(name);
    if (local !== undefined && local !== null) return local;
    const parameter = this.parameters.get(name);
    return parameter === undefined ? this.outer.get(name) : parameter();
  }

  set(name: string, value: Value): void {
    if (this.parameters.has(name)) this.#locals.set(name, value);
    else this.outer.set(name, value);
  }
}
