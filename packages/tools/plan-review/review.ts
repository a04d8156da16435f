import { comparePermissions } from "./compare-permissions";
import { indexResources } from "./find-resources";
import { listTemplateChanges } from "./mapping-templates";
import type { Plan, ResourceChange } from "./plan";
import { type Label, labelResource } from "./resource-kinds";
import { listRouteMeanings } from "./route-meanings";
import { RULES } from "./rules";
import { SEVERITIES, type Severity } from "./rules/rule";
import { compareWorkflow } from "./workflow-changes";
import type { ReviewedPlan } from "./reviewed-plan";

/** What a rule says of a plan. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly title: string;
  /** Why it matters. */
  readonly reason: string;
  readonly stack: string;
  /** The resource, undefined where the plan as a whole is meant. */
  readonly address?: string;
  readonly label: Label;
  readonly before?: string;
  readonly after?: string;
}

/** Plans with what the rules say of them, the worst first. */
export interface Review {
  readonly plans: readonly ReviewedPlan[];
  readonly findings: readonly Finding[];
}

/** Reviews plans by the rules. */
export function reviewPlans(plans: readonly Plan[]): Review {
  const reviewed = plans.map(reviewPlan);
  const findings = reviewed.flatMap(listFindings);
  return {
    plans: reviewed,
    findings: SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity)),
  };
}

function reviewPlan(plan: Plan): ReviewedPlan {
  const find = indexResources(plan);
  const current = plan.changes.filter(({ deposed }) => !deposed);
  return {
    ...plan,
    find,
    permissions: comparePermissions(plan, find),
    meanings: listRouteMeanings(plan.changes, find),
    templates: current.flatMap(listTemplateChanges),
    workflows: current.flatMap((change) => compareWorkflow(change) ?? []),
  };
}

function listFindings(plan: ReviewedPlan): Finding[] {
  return Object.entries(RULES).flatMap(([rule, { severity, title, reason, find }]) =>
    find(plan).map(({ change, label, before, after }) => ({
      rule,
      severity,
      title,
      reason,
      stack: plan.stack,
      ...(change && { address: change.address }),
      label: label ?? (change ? labelResource(change, plan.find) : ["plan"]),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    })),
  );
}

/** Whether a change is told: what stays is, where Terraform moves it or takes it over. */
export function isTold({ action, previousAddress, importing }: ResourceChange): boolean {
  return action !== "no-op" || previousAddress !== undefined || importing !== undefined;
}
