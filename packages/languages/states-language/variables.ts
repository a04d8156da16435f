import type { Json } from "../json";
import { setMember } from "./members";

/**
 * The workflow variables of one scope: a branch reads the variables of the scopes around it and assigns its own.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export class Variables {
  private own: Map<string, Json> | undefined;

  constructor(private readonly outer?: Variables) {}

  /** The variable's value, or undefined if no scope has it. */
  read(name: string): Json | undefined {
    return this.own?.get(name) ?? (this.own?.has(name) ? null : this.outer?.read(name));
  }

  assign(values: ReadonlyMap<string, Json>): void {
    this.own ??= new Map();
    for (const [name, value] of values) this.own.set(name, value);
  }

  /** Adds every variable in sight to `target`, converted; the inner ones win. */
  copyTo(target: Record<string, unknown>, convert: (value: Json) => Json = (value) => value): void {
    this.outer?.copyTo(target, convert);
    for (const [name, value] of this.own ?? []) setMember<unknown>(target, name, convert(value));
  }
}
