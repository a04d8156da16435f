import type { ValueObject } from "./values";

/** What becomes of a resource; `forget` takes it from the state and leaves it in AWS. */
export type Action = "create" | "update" | "replace" | "destroy" | "forget" | "no-op";

/** What becomes of one resource, from Terraform or from two synthesized stacks. */
export interface ResourceChange {
  /** Where Terraform's configuration has it: `aws_iam_role.Role_1`. */
  readonly address: string;
  /** Where it had it before. */
  readonly previousAddress?: string;
  /** `aws_iam_role` */
  readonly type: string;
  readonly action: Action;
  /** An object that an earlier, interrupted replacement left: the resource itself has a change of its own. */
  readonly deposed: boolean;
  /** Undefined for what is created. */
  readonly before?: ValueObject;
  /** Undefined for what is destroyed. */
  readonly after?: ValueObject;
  /** The attributes for which it is replaced, each a path. */
  readonly replacePaths: readonly string[];
  /** Terraform's own word for why: `replace_by_triggers`. */
  readonly reason?: string;
  /** Id of the AWS resource that Terraform takes over. */
  readonly importing?: string;
  /** The addresses that each attribute's expression refers to, as far as they are known. */
  readonly references: Readonly<Record<string, readonly string[]>>;
}

/** A check block or a condition that did not hold, or could not be evaluated. */
export interface FailedCheck {
  readonly address: string;
  /** `fail` or `error` */
  readonly status: string;
  readonly problems: readonly string[];
}

/** What Terraform would do to one stack. */
export interface Plan {
  readonly stack: string;
  /** `synthesized`: two stacks compared without Terraform, which knows neither the state nor the provider. */
  readonly source: "plan" | "synthesized";
  /** Terraform stopped with an error: the plan holds only part of the changes. */
  readonly errored: boolean;
  /** Terraform left changes to another run, on its own or for `-target`. */
  readonly incomplete: boolean;
  /** The region that the AWS provider is configured for, where that is a constant. */
  readonly region?: string;
  /** The region where its resources were, where that is known. */
  readonly previousRegion?: string;
  /** All managed resources, those that stay included. */
  readonly changes: readonly ResourceChange[];
  /** What was changed outside of Terraform. */
  readonly drift: readonly ResourceChange[];
  readonly checks: readonly FailedCheck[];
}
