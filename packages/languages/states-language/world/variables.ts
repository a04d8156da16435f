import type { Json } from "../../json";
import { setMember } from "../values/members";

/**
 * The workflow variables of one scope: a branch reads the variables of the scopes around it and assigns its own.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export class Variables {
  private own: Map<string, Json> | undefined;
  /** how many bytes each has at most */
  private estimates: Map<string, number> | undefined;

  constructor(private readonly outer?: Variables) {}

  /** The variable's value, or undefined if no scope has it. */
  read(name: string): Json | undefined {
    return this.own?.get(name) ?? (this.own?.has(name) ? null : this.outer?.read(name));
  }

  assign(values: ReadonlyMap<string, Json>): void {
    this.own ??= new Map();
    for (const [name, value] of values) this.own.set(name, value);
  }

  /** How many bytes the variables in sight have at most, when these are assigned; remembered for them. */
  estimateWith(estimates: ReadonlyMap<string, number>): number {
    this.estimates ??= new Map();
    for (const [name, bytes] of estimates) this.estimates.set(name, bytes);
    return this.estimate();
  }

  /** The variables of this scope as they are when these are assigned, and those of the scopes around it. */
  listWith(values: ReadonlyMap<string, Json>): readonly Json[] {
    const own = [...new Map([...(this.own ?? []), ...values]).values()];
    return [...own, ...(this.outer?.listWith(new Map()) ?? [])];
  }

  private estimate(): number {
    let bytes = this.outer?.estimate() ?? 0;
    for (const each of this.estimates?.values() ?? []) bytes += each;
    return bytes;
  }

  /** Adds every variable in sight to `target`, converted; the inner ones win. */
  copyTo(target: Record<string, unknown>, convert: (value: Json) => Json = (value) => value): void {
    this.outer?.copyTo(target, convert);
    for (const [name, value] of this.own ?? []) setMember<unknown>(target, name, convert(value));
  }
}
