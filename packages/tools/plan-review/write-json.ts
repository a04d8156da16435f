import type { FieldChange, StateMark } from "./compare-definitions";
import type { StatementChange } from "./compare-permissions";
import { isTelling, listDifferences } from "./list-differences";
import type { FailedCheck, Plan, ResourceChange } from "./plan";
import type { Statement } from "@sfn-websocket/languages/states-language/permissions/policy-statements";
import { readKind, type Group, labelResource, printLabel } from "./resource-kinds";
import { isTold, type Review } from "./review";
import type { ReviewedPlan } from "./reviewed-plan";
import { isDrifted } from "./rules/plan-rules";
import type { Severity } from "./rules/rule";
import { printValue } from "./values";
import { listMachineFields, listStateChanges } from "./workflow-changes";
import { type Counts, countChanges } from "./write-names";
import { listHunks } from "./write-templates";

/** The review as JSON. Members are added, never changed, while `version` stays. */
export interface JsonReview {
  readonly version: 1;
  readonly verdict: Severity | "none";
  readonly counts: Counts;
  readonly findings: readonly JsonFinding[];
  readonly stacks: readonly JsonStack[];
}

export interface JsonFinding {
  /** Id of the rule, a name in `packages/tools/plan-review/rules.ts`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly title: string;
  readonly reason: string;
  readonly stack: string;
  /** Null where the plan as a whole is meant. */
  readonly address: string | null;
  readonly resource: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface JsonStack {
  readonly name: string;
  readonly source: Plan["source"];
  readonly errored: boolean;
  readonly incomplete: boolean;
  readonly counts: Counts;
  readonly changes: readonly JsonChange[];
  readonly drift: readonly JsonChange[];
  readonly checks: readonly FailedCheck[];
  readonly statements: readonly JsonStatement[];
  readonly workflows: readonly JsonWorkflow[];
  readonly templates: readonly JsonTemplate[];
}

export interface JsonChange {
  readonly address: string;
  readonly previousAddress: string | null;
  readonly type: string;
  readonly group: Group;
  readonly resource: string;
  readonly action: ResourceChange["action"];
  readonly deposed: boolean;
  readonly importing: string | null;
  readonly replacedFor: readonly string[];
  /** What is not what it was, values as text; none for what is created or destroyed. */
  readonly attributes: readonly { readonly path: string; readonly before: string; readonly after: string }[];
}

export interface JsonStatement extends Statement {
  readonly direction: "gained" | "lost";
  readonly who: string;
  readonly kind: "identity" | "trust" | "resource";
  readonly address: string;
}

export interface JsonWorkflow {
  readonly address: string;
  readonly resource: string;
  /** Why the definitions cannot be compared, null where they can. */
  readonly opaque: string | null;
  /** Members of the workflow itself that are not what they were, or of a machine within the states of `path`. */
  readonly fields: readonly (FieldChange & { readonly path: readonly string[] })[];
  readonly states: readonly {
    readonly path: readonly string[];
    readonly mark: StateMark;
    readonly type: string;
    readonly fields: readonly FieldChange[];
  }[];
}

export interface JsonTemplate {
  readonly address: string;
  readonly resource: string;
  /** `request_templates` or `response_templates`; `code`, `dashboard_body` or `schema`. */
  readonly attribute: string;
  /** What selects it, null where all are meant. */
  readonly key: string | null;
  readonly opaque: string | null;
  /** Lines of a diff. */
  readonly diff: readonly string[];
}

/** The review in a form for programs. */
export function writeJson({ plans, findings }: Review): JsonReview {
  return {
    version: 1,
    verdict: findings[0]?.severity ?? "none",
    counts: countChanges(plans.flatMap(({ changes }) => changes)),
    findings: findings.map(({ label, address, before, after, ...finding }) => ({
      ...finding,
      address: address ?? null,
      resource: printLabel(label),
      before: before ?? null,
      after: after ?? null,
    })),
    stacks: plans.map(writeStack),
  };
}

function writeStack(plan: ReviewedPlan): JsonStack {
  const { stack, source, errored, incomplete, changes, drift, checks, find } = plan;
  const name = (change: ResourceChange) => printLabel(labelResource(change, find));
  return {
    name: stack,
    source,
    errored,
    incomplete,
    counts: countChanges(changes),
    changes: changes.filter(isTold).map((change) => writeChange(change, name(change))),
    drift: drift.filter(isDrifted).map((change) => writeChange(change, name(change))),
    checks,
    statements: plan.permissions.flatMap(({ statements }) => statements.map(writeStatement)),
    workflows: plan.workflows.map(({ change, machine, opaque }) => ({
      address: change.address,
      resource: name(change),
      opaque: opaque ?? null,
      fields: machine ? listMachineFields(machine).map(({ path, field }) => ({ path, ...field })) : [],
      states: machine ? listStateChanges(machine) : [],
    })),
    templates: plan.templates.map(({ change, attribute, key, lines, opaque }) => ({
      address: change.address,
      resource: name(change),
      attribute,
      key: key ?? null,
      opaque: opaque ?? null,
      diff: listHunks(lines),
    })),
  };
}

function writeChange(change: ResourceChange, resource: string): JsonChange {
  const { address, previousAddress, type, action, deposed, importing, replacePaths, before, after } = change;
  const differences = before && after ? listDifferences(before, after).filter((one) => isTelling(one, change)) : [];
  return {
    address,
    previousAddress: previousAddress ?? null,
    type,
    group: readKind(type).group,
    resource,
    action,
    deposed,
    importing: importing ?? null,
    replacedFor: replacePaths,
    attributes: differences.map((one) => ({
      path: one.path,
      before: printValue(one.before),
      after: printValue(one.after),
    })),
  };
}

function writeStatement({ direction, statement, policy }: StatementChange): JsonStatement {
  const { who, kind, change } = policy;
  return { direction, who: printLabel(who), kind, address: change.address, ...statement };
}
